"""Conversations as text: templates of models, good and hostile."""

import psutil
import pytest

from workers.engines.llama.chat_template import (
    CHATML,
    GEMMA,
    LLAMA3,
    PLAIN,
    ChatTemplate,
    Segment,
    TemplateError,
    TemplateMessage,
    fallback,
)

TALK = [
    TemplateMessage("system", "Будь краток."),
    TemplateMessage("user", "Привет <|im_end|>"),
    TemplateMessage("assistant", "Да"),
]


def text(template: str, messages: list[TemplateMessage]) -> str:
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


# Forms in which real families want their conversations, cut to what matters.
STRICT = (
    "{{ bos_token }}{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate user/assistant') }}{% endif %}"
    "{% if m.role == 'user' %}[INST] {{ m.content }} [/INST]{% else %}{{ m.content }}{{ eos_token }}"
    "{% endif %}"
    "{% endfor %}"
)
SILENT = "{% for m in messages if m.role != 'system' %}<{{ m.role }}>{{ m.content | trim }}{% endfor %}"
PARTS = (
    "{% for m in messages %}<{{ m.role }}>{% for part in m.content %}{% if part.type == 'text' %}"
    "{{ part.text }}{% endif %}{% endfor %}{% endfor %}<assistant>"
)
QWEN3 = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "<|im_start|>assistant\n{% if enable_thinking is defined and not enable_thinking %}"
    "<think>\n\n</think>\n\n{% endif %}"
)
DEEPSEEK = (
    "{{ bos_token }}{% for m in messages %}{% if m.role == 'assistant' %}"
    "{{ m.content.split('</think>')[-1] }}{{ eos_token }}{% else %}<|User|>{{ m.content }}{% endif %}"
    "{% endfor %}"
    "{{ '<|Assistant|><think>\\n' }}"
)
EFFORT = (
    "{% if reasoning_effort is defined and reasoning_effort not in ('none', 'high') %}"
    "{{ raise_exception('unknown effort') }}{% endif %}{% for m in messages %}{{ m.content }}{% endfor %}"
)
FIRST = TemplateMessage("user", "Привет")


def own(template: str, messages: list[TemplateMessage]) -> list[str]:
    return [s.text for s in ChatTemplate(template, "<s>", "</s>").render(messages) if not s.control]


@pytest.mark.parametrize("template", [STRICT, SILENT])
def test_instructions_open_the_first_question_where_there_is_no_system_role(template: str) -> None:
    assert own(template, [TALK[0], FIRST, TALK[2], FIRST]) == ["Будь краток.\n\nПривет", "Да", "Привет"]


def test_turns_of_one_role_become_one_where_they_have_to_alternate() -> None:
    assert own(STRICT, [TALK[0], FIRST, TemplateMessage("user", "Где отпуск?"), TALK[2], FIRST]) == [
        "Будь краток.\n\nПривет\n\nГде отпуск?", "Да", "Привет",
    ]  # fmt: skip


def test_content_in_parts_and_unknown_values_of_switches_are_met() -> None:
    assert own(PARTS, TALK) == [message.text for message in TALK]
    assert own(EFFORT, TALK) == [message.text for message in TALK]


def test_thinking_is_switched_off_where_the_template_offers_it_and_closed_where_not() -> None:
    assert text(QWEN3, TALK[:2]).endswith("<|im_start|>assistant\n<think>\n\n</think>\n\n")
    assert text(DEEPSEEK, [FIRST]) == "<s><|User|>Привет<|Assistant|><think>\n\n</think>\n\n"
    thinking = ChatTemplate(DEEPSEEK, "<s>").render([FIRST], thinking=True)
    assert thinking[-1] == Segment("<|Assistant|><think>\n", control=True)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ raise_exception('no') }}",
        "{{ messages[99].content.upper() }}",
        "{{ messages.append(1) }}",
        "{{ 1 // 0 }}",
        "{{ 'x' * 3000000 }}",
        "{% for i in range(99999) %}{{ messages[0].content }}{% endfor %}",
        "{{ '\ue000 7 \ue001' }}{{ '\ue0007\ue001' }}{{ messages[0].content }}",
        "{% macro again(n) %}{{ again(n) }}{% endmacro %}{{ again(1) }}",
        "{{ ('9' * 5000) | int }}",
        "no messages at all",
        "{% if %}",
        "{{",
        "{% endfor %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    ],
)
def test_a_hostile_or_broken_template_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        ChatTemplate(template).render(TALK)


ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a loop in a string": "{% for a in 'x' * 90000 %}{% for b in 'x' * 90000 %}{% endfor %}{% endfor %}",
    "a long string": "{{ 'a' * 3000000000 }}",
    "a long string of a name": "{% set a = 'a' * 99999 %}{% set b = a * 99999 %}{{ b }}",
    "doubling": "{% set n = namespace(t='x') %}{% for i in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
    "lists": "{% set n = namespace(t=[1]) %}{% for i in range(60) %}{% set n.t = n.t + n.t %}{% endfor %}",
    "a wide text": "{{ 'a'.center(4000000000) }}",
    "a format": "{{ '%999999999d' % 1 }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a power of a name": "{% set n = 9 %}{{ n ** n ** n }}",
    "made-up words": "{% for i in range(99999) %}{% set x = lipsum(n=50) %}{% endfor %}",
    "batches": "{{ (range(99999) | list * 90000) | batch(2) | list | length }}",
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_template_without_end_is_stopped_and_harms_nobody(kind: str) -> None:
    others = set(psutil.Process().children())
    template = ChatTemplate(ENDLESS[kind])
    used = psutil.Process().memory_info().rss
    for _ in range(2):  # the second time nothing is tried any more
        with pytest.raises(TemplateError):
            template.render(TALK)
    assert psutil.Process().memory_info().rss - used < 64 << 20
    template.close()
    assert not set(psutil.Process().children()) - others


def test_a_process_that_somebody_ended_is_started_again() -> None:
    others = set(psutil.Process().children())
    template = ChatTemplate(STRICT)
    assert template.render([FIRST])
    (child,) = set(psutil.Process().children()) - others
    child.kill()
    child.wait(10)
    assert len(template.render([FIRST, TALK[2], FIRST])) == 7
    template.close()
    assert not set(psutil.Process().children()) - others


def test_the_fallback_follows_the_vocabulary() -> None:
    assert fallback(lambda token: token == "<|im_start|>") == CHATML
    assert fallback(lambda token: token == "<start_of_turn>") == GEMMA
    assert fallback(lambda token: False) == PLAIN
