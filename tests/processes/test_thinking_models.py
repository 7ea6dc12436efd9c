"""Reasoning models and loops in the real chat worker: small models that say a script."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.scripted_model import scripted
from tests.processes.test_chat_worker import QUESTION as _QUOTED
from tests.processes.test_chat_worker import Worker, text_of
from workers.contract.answer_mode import AnswerMode
from workers.contract.messages import Progress, Succeeded
from workers.contract.specs.answers import Turn

# These models write all of their answers themselves.
QUESTION = replace(_QUOTED, quoted=False)
ANSWER = "Суточные за границей составляют 3500 рублей в день."
CHATML = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>{% endfor %}<|assistant|>"
OPENING = CHATML.replace("<|assistant|>", "<|assistant|>{{ '<think>' }}")
HARMONY = (
    "{% for m in messages %}<|start|>{{ m.role }}<|message|>{{ m.content }}<|end|>{% endfor %}<|assistant|>"
)
THOUGHT = "Посмотрим, что говорят отрывки: в первом из них речь о поездках."
LONG = " ".join(f"Мысль{number}." for number in range(700))


@pytest.fixture
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


CASES = {
    "thoughts in tags": (CHATML, {"<|assistant|>": f"<think>\n{THOUGHT}\n</think>\n\n{ANSWER}"}, []),
    "tags that are control tokens": (
        CHATML,
        {"<|assistant|>": f"<think>{THOUGHT}</think>{ANSWER}"},
        ["<think>", "</think>"],
    ),
    "thoughts that the template opens": (OPENING, {"<think>": f"{THOUGHT}</think>{ANSWER}"}, ["<think>"]),
    "channels": (
        HARMONY,
        {
            "<|assistant|>": f"<|channel|>analysis<|message|>{THOUGHT}<|start|>assistant"
            f"<|channel|>final<|message|>{ANSWER}"
        },
        [],
    ),
    "nothing thought": (CHATML, {"<|assistant|>": f"<think>\n\n</think>\n\n{ANSWER}"}, []),
    "no thoughts": (CHATML, {"<|assistant|>": ANSWER}, []),
}


@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
@pytest.mark.parametrize("kind", CASES)
def test_thoughts_are_neither_shown_nor_cited_nor_kept(
    worker: Worker, tmp_path: Path, kind: str, architecture: str
) -> None:
    template, replies, control = CASES[kind]
    marks = ["<|assistant|>", "<|im_start|>", "<|im_end|>", *control]
    model = scripted(tmp_path / "m.gguf", template, replies, control=marks, architecture=architecture)
    assert isinstance(worker.load(model), Succeeded)
    before, answer = worker.ask(QUESTION)
    assert answer.text == text_of(before) == ANSWER
    assert [citation.quote for citation in answer.citations] and answer.answered
    thought = [m for m in before if isinstance(m, Progress) and m.stage == "thinking"]
    assert bool(thought) is (kind != "no thoughts")
    # The next question of the chat goes on behind the answer alone.
    history = (Turn("user", QUESTION.text), Turn("assistant", answer.text))
    again = replace(QUESTION, text="А по России?", history=history)
    _, second = worker.ask(again, "again")
    assert second.text == ANSWER


def test_thoughts_that_take_too_long_are_closed_and_the_answer_is_written(
    worker: Worker, tmp_path: Path
) -> None:
    replies = {"<|assistant|>": f"<think>{LONG}", "<0x0A>": ANSWER}
    model = scripted(tmp_path / "m.gguf", CHATML, replies, control=["<|assistant|>"], context=8192)
    assert isinstance(worker.load(model, context=8192), Succeeded)
    before, answer = worker.ask(QUESTION)
    assert answer.text == text_of(before) == ANSWER
    thought = [m.done for m in before if isinstance(m, Progress) and m.stage == "thinking"]
    assert 512 <= thought[-1] <= 514


def test_a_thought_without_an_end_and_without_an_answer_is_a_refusal(worker: Worker, tmp_path: Path) -> None:
    replies = {"<|assistant|>": "<think>Хм, надо подумать", "<0x0A>": "<think>И ещё раз подумать об этом"}
    model = scripted(tmp_path / "m.gguf", CHATML, replies, control=["<|assistant|>"])
    assert isinstance(worker.load(model), Succeeded)
    before, answer = worker.ask(QUESTION)
    assert (text_of(before), answer.text, answer.answered) == ("", "", False)


@pytest.mark.parametrize("way", [AnswerMode.DOCUMENTS, AnswerMode.MODEL])
def test_a_loop_ends_the_answer(worker: Worker, tmp_path: Path, way: AnswerMode) -> None:
    reply = f"{ANSWER}\nРаботник сдаёт отчёт в бухгалтерию после поездки.\n"
    model = scripted(
        tmp_path / "m.gguf", CHATML, {"<|assistant|>": reply}, control=["<|assistant|>"], repeat="\nРаботник"
    )
    assert isinstance(worker.load(model), Succeeded)
    _, answer = worker.ask(replace(QUESTION, way=way, max_tokens=400))
    assert answer.text.startswith(ANSWER)
    assert 3 <= answer.text.count("сдаёт") <= 4


def test_a_template_that_hangs_does_not_hang_the_chat(worker: Worker, tmp_path: Path) -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    model = scripted(tmp_path / "m.gguf", endless, {"<0x0A>": ANSWER}, control=["<|im_start|>"])
    loaded = worker.load(model)
    assert isinstance(loaded, Succeeded)
    _, answer = worker.ask(QUESTION)
    assert answer.text == ANSWER
