"""Thoughts of reasoning models in all their marks, in pieces of every size."""

import pytest

from workers.text.thoughts import Opened, ThoughtFilter, close_of, left_open, without

ANSWER = "Отпуск длится 28 дней."
THINKING = {
    "DeepSeek": f"<think>\nСчитаю: 28 < 31, значит…\n</think>\n\n{ANSWER}",
    "Qwen3 with nothing thought": f"<think>\n\n</think>\n\n{ANSWER}",
    "Magistral": f"[THINK]Пункт [1] говорит.[/THINK]{ANSWER}",
    "Command": f"<|START_THINKING|>Hm.<|END_THINKING|>{ANSWER}",
    "Seed-OSS": f"<seed:think>Hm.</seed:think>{ANSWER}",
    "Kimi": f"◁think▷Hm.◁/think▷{ANSWER}",
    "EXAONE": f"<thought>\nHm.\n</thought>\n\n{ANSWER}",
    "gpt-oss": (
        f"<|channel|>analysis<|message|>We need <tags>.<|start|>assistant<|channel|>final<|message|>{ANSWER}"
    ),
    "gpt-oss with a commentary": (
        "<|channel|>analysis<|message|>Hm.<|start|>assistant<|channel|>commentary<|message|>Now."
        f"<|start|>assistant<|channel|>final<|message|>{ANSWER}"
    ),
    "gpt-oss without thoughts": f"<|channel|>final<|message|>{ANSWER}",
    "Gemma 4": f"<|channel>thought\nHm.<channel|>{ANSWER}",
    "thoughts twice": f"<think>a</think>\n<think>b</think>{ANSWER}",
    "closed once more": f"</think>\n\n{ANSWER}",
}
PLAIN = [
    ANSWER,
    "Тег <think> отмечает мысли модели, </think> их закрывает.",
    "<b>28</b> дней.",
    "[1] Отпуск длится 28 дней.",
    "<",
    "28 < 31",
]


def shown(reply: str, size: int, opened: Opened | None = None) -> str:
    thoughts = ThoughtFilter(opened)
    text = "".join(thoughts.feed(reply[at : at + size]) for at in range(0, len(reply), size))
    return text + thoughts.finish()


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("family", THINKING)
def test_only_the_answer_is_shown(family: str, size: int) -> None:
    assert shown(THINKING[family], size).strip() == ANSWER


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("text", PLAIN)
def test_a_reply_without_thoughts_is_itself(text: str, size: int) -> None:
    assert shown(text, size) == text


@pytest.mark.parametrize("text", ["<think>Сначала найду пункт", "<|channel|>analysis<|message|>We", "<thi"])
def test_thoughts_that_were_not_closed_are_no_answer(text: str) -> None:
    thoughts = ThoughtFilter()
    assert thoughts.feed(text) == ""
    assert text == "<thi" or thoughts.thinking is not None
    assert without(text) in ("", "<thi")


@pytest.mark.parametrize(
    ("prompt", "closed"),
    [
        ("<|im_start|>assistant\n<think>\n", "<|im_start|>assistant\n<think>\n\n</think>\n\n"),
        ("<|Assistant|><think>", "<|Assistant|><think>\n\n</think>\n\n"),
    ],
)
def test_thoughts_that_a_prompt_opens_are_known_and_closed(prompt: str, closed: str) -> None:
    opened = left_open(prompt)
    assert opened is not None
    assert prompt + close_of(opened) == closed
    assert left_open(closed) is None
    assert shown(f"Hm.</think>\n\n{ANSWER}", 2, opened).strip() == ANSWER


def test_the_answer_follows_thoughts_that_were_cut() -> None:
    thoughts = ThoughtFilter()
    thoughts.feed("<|channel|>analysis<|message|>We need")
    assert thoughts.close() == "<|end|><|start|>assistant<|channel|>final<|message|>"
    assert thoughts.feed(ANSWER) == ANSWER
