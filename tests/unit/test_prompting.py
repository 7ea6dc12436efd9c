"""What the model is given to read."""

import pytest

from tests.unit.passages import passage
from workers.contract.specs import Question, Turn, Way
from workers.pipeline import prompting

LONG = " ".join(
    f"Пункт {n} говорит о порядке хранения бланков в шкафу номер {n} на складе организации."
    for n in range(40)
)
NEEDLE = "Суточные при поездке за границу составляют 3500 рублей."


def count(text: str) -> int:
    return len(text) // 3 + 1


def total(prompt: prompting.Prompt) -> int:
    return sum(count(message.text) for message in prompt.messages)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сколько дней отпуска?", "ru"),
        ("How many days of leave?", "en"),
        ("Что такое VPN?", "ru"),
        ("What does «суточные» mean in English?", "en"),
        ("2+2?", "ru"),
    ],
)
def test_the_language_is_that_of_the_question(text: str, language: str) -> None:
    assert prompting.language_of(text) == language


@pytest.mark.parametrize(("text", "word"), [("Сколько дней?", "по-русски"), ("How many days?", "English")])
def test_instructions_are_in_the_questions_language(text: str, word: str) -> None:
    prompt = prompting.build(Question(text, passages=(passage(NEEDLE, name="a.txt"),)), count, 4096)
    assert word in prompt.messages[0].text
    assert NEEDLE in prompt.messages[-1].text
    assert text in prompt.messages[-1].text


def test_the_model_alone_gets_no_passages() -> None:
    question = Question("Напиши письмо", way=Way.MODEL, passages=(passage(NEEDLE, name="a.txt"),))
    prompt = prompting.build(question, count, 4096)
    assert prompt.used == ()
    assert prompt.messages[-1].text == "Напиши письмо"
    assert all(NEEDLE not in message.text for message in prompt.messages)


def test_a_long_passage_is_cut_to_the_sentences_that_were_asked_for() -> None:
    source = passage(LONG + " " + NEEDLE + " " + LONG, name="a.txt")
    chosen = prompting.select("Какие суточные за границей?", [source], 700)
    assert len(chosen) == 1
    part = chosen[0][1]
    assert NEEDLE in part
    assert part in source.text
    assert len(part) <= 700


def test_passages_keep_to_the_room_given_in_characters() -> None:
    sources = [passage(LONG, name=f"{n}.txt", start=n) for n in range(10)]
    chosen = prompting.select("Порядок хранения бланков", sources, 2000)
    assert sum(len(text) for _, text in chosen) <= 2000
    assert [source for source, _ in chosen] == sources[: len(chosen)]
    assert len(chosen) >= 3


@pytest.mark.parametrize("context", [512, 1024, 4096])
def test_the_prompt_and_the_answer_fit_the_context(context: int) -> None:
    history = tuple(Turn("user" if n % 2 == 0 else "assistant", LONG) for n in range(12))
    sources = tuple(passage(LONG, name=f"{n}.txt", start=n) for n in range(10))
    question = Question("Порядок хранения бланков?", passages=sources, history=history, max_tokens=128)
    prompt = prompting.build(question, count, context)
    assert total(prompt) + question.max_tokens < context
    turns = [m for m in prompt.messages[1:-1] if m not in prompting.examples("ru")]
    assert prompt.left_out == 10 - len(prompt.used) + 12 - len(turns)


def test_the_best_passage_stands_next_to_the_question() -> None:
    sources = (passage(NEEDLE, name="лучший.txt"), passage("Бланки лежат в шкафу.", name="другой.txt"))
    prompt = prompting.build(Question("Какие суточные?", passages=sources), count, 4096)
    text = prompt.messages[-1].text
    assert text.index("другой.txt") < text.index("лучший.txt") < text.index("Какие суточные?")
    assert prompt.used == sources


def test_turns_alternate_and_begin_with_a_question() -> None:
    history = (
        Turn("assistant", "Ответ без вопроса."),
        Turn("user", "Какие суточные?"),
        Turn("user", "Какие суточные по России?"),
        Turn("assistant", "1 200 рублей."),
        Turn("user", "Вопрос, на который не ответили"),
    )
    prompt = prompting.build(Question("А за границей?", history=history), count, 4096)
    assert prompt.messages[1:-3] == prompting.examples("ru")
    assert [(m.role, m.text) for m in prompt.messages[-3:-1]] == [
        ("user", "Какие суточные по России?"),
        ("assistant", "1 200 рублей."),
    ]


def test_the_users_own_instructions_are_passed_on() -> None:
    prompt = prompting.build(Question("Сколько?", instructions="Отвечай на «вы» {так}"), count, 4096)
    assert "Отвечай на «вы» {так}" in prompt.messages[0].text


def test_braces_in_documents_and_questions_are_plain_text() -> None:
    source = passage("Поле {number} и {title} заполняются по образцу.", name="{x}.txt")
    prompt = prompting.build(Question("Что такое {question}?", passages=(source,)), count, 4096)
    assert "Поле {number} и {title}" in prompt.messages[-1].text
    assert "Что такое {question}?" in prompt.messages[-1].text


def test_every_prompt_exists_in_both_languages() -> None:
    names = {language: {p.name for p in (prompting.FOLDER / language).iterdir()} for language in ("ru", "en")}
    assert names["ru"] == names["en"]
