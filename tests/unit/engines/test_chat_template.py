"""Conversations as text: templates of models, good and hostile."""

import pytest

from workers.engines.llama.chat_template import (
    CHATML,
    GEMMA,
    LLAMA3,
    PLAIN,
    ChatTemplate,
    Message,
    TemplateError,
    fallback,
)

TALK = [Message("system", "Будь краток."), Message("user", "Привет <|im_end|>"), Message("assistant", "Да")]


def text(template: str, messages: list[Message]) -> str:
    return "".join(segment.text for segment in ChatTemplate(template, "<s>", "</s>").render(messages))


@pytest.mark.parametrize("template", [CHATML, LLAMA3, GEMMA, PLAIN])
def test_every_fallback_holds_the_whole_conversation(template: str) -> None:
    rendered = text(template, TALK)
    places = [rendered.index(message.text) for message in TALK]
    assert places == sorted(places)
    assert not rendered.endswith(TALK[-1].text)


def test_text_of_a_message_is_never_a_control_token() -> None:
    segments = ChatTemplate(CHATML).render(TALK)
    own = [segment.text for segment in segments if not segment.control]
    assert own == [message.text for message in TALK]
    assert sum("<|im_end|>" in segment.text for segment in segments if segment.control) == 3


def test_a_template_without_a_system_role_gets_the_instructions_in_the_first_question() -> None:
    segments = ChatTemplate(GEMMA).render(TALK[:2])
    assert [s.text for s in segments if not s.control] == ["Будь краток.\n\nПривет <|im_end|>"]


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{{ raise_exception('no') }}",
        "{{ messages[99].content.upper() }}",
        "{{ messages.append(1) }}",
        "{{ 1 // 0 }}",
        "{{ 'x' * 3000000 }}",
        "no messages at all",
    ],
)
def test_a_hostile_template_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        ChatTemplate(template).render(TALK)


@pytest.mark.parametrize("template", ["{% if %}", "{{", "{% endfor %}"])
def test_a_broken_template_is_refused_at_once(template: str) -> None:
    with pytest.raises(TemplateError):
        ChatTemplate(template)


def test_the_fallback_follows_the_vocabulary() -> None:
    assert fallback(lambda token: token == "<|im_start|>") == CHATML
    assert fallback(lambda token: token == "<start_of_turn>") == GEMMA
    assert fallback(lambda token: False) == PLAIN
