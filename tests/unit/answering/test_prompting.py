"""What the model is given to read."""

import pytest

from tests.unit.answering.passages import passage
from workers.answering import passage_windows, prompting, refusal_detection
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Question, Shot, Turn
from workers.text.language import language_of

LONG = " ".join(
    f"Пункт {n} говорит о порядке хранения бланков в шкафу номер {n} на складе организации."
    for n in range(40)
)
NEEDLE = "Суточные при поездке за границу составляют 3500 рублей."


def count(text: str) -> int:
    return len(text) // 3 + 1


def total(prompt: prompting.Prompt) -> int:
    return sum(count(message.text) for message in prompt.messages)


@pytest.mark.parametrize(("language", "word"), [("ru", "по-русски"), ("en", "English")])
def test_the_prompt_obeys_the_language_that_the_question_came_with(language: str, word: str) -> None:
    question = Question("Service Agreement", language=language, passages=(passage(NEEDLE, name="a.txt"),))
    prompt = prompting.build(question, count, 4096)
    assert word in prompt.messages[0].text
    assert {language_of(one.text) for one in prompt.messages[1:-1] if one.role == "assistant"} == {language}


@pytest.mark.parametrize(("text", "word"), [("Сколько дней?", "по-русски"), ("How many days?", "English")])
def test_instructions_are_in_the_questions_language(text: str, word: str) -> None:
    prompt = prompting.build(
        Question(text, language=language_of(text), passages=(passage(NEEDLE, name="a.txt"),)), count, 4096
    )
    assert word in prompt.messages[0].text
    assert NEEDLE in prompt.messages[-1].text
    assert text in prompt.messages[-1].text


def test_the_model_alone_gets_no_passages() -> None:
    question = Question("Напиши письмо", way=AnswerMode.MODEL, passages=(passage(NEEDLE, name="a.txt"),))
    prompt = prompting.build(question, count, 4096)
    assert prompt.used == ()
    assert prompt.messages[-1].text == "Напиши письмо"
    assert all(NEEDLE not in message.text for message in prompt.messages)


def test_a_long_passage_is_cut_to_the_sentences_that_were_asked_for() -> None:
    source = passage(LONG + " " + NEEDLE + " " + LONG, name="a.txt")
    chosen = passage_windows.select("Какие суточные за границей?", [source], 700)
    assert len(chosen) == 1
    part = chosen[0].text
    assert NEEDLE in part
    assert part in source.text
    assert len(part) <= 700


def test_passages_keep_to_the_room_given_in_characters() -> None:
    sources = [passage(LONG, name=f"{n}.txt", start=n) for n in range(10)]
    chosen = passage_windows.select("Порядок хранения бланков", sources, 2000)
    assert sum(len(window.text) for window in chosen) <= 2000
    assert [window.passage for window in chosen] == sources[: len(chosen)]
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


SHOT = Shot("Какие суточные за границей?", "За границей платят 3500 рублей.", NEEDLE, "Положение.docx › 3")
REFUSED = Shot("Кто директор?", "", "Бланки лежат в шкафу.", "Склад.docx")
ENGLISH = Shot(
    "How long is a pass valid?", "A pass is valid for one day.", "A pass is for one day.", "Passes"
)


def shown(prompt: prompting.Prompt) -> list[tuple[str, str]]:
    return [(message.role, message.text) for message in prompt.messages[1:-1]]


def test_own_shots_stand_instead_of_the_built_in_ones_in_the_form_of_a_real_question() -> None:
    source = passage("Гостю дают пропуск на день.", name="a.txt", heading="1. Гости")
    question = Question("На сколько пропуск?", passages=(source,), shots=(SHOT, REFUSED))
    prompt = prompting.build(question, count, 4096)
    assert shown(prompt) == [
        ("user", f"### Положение.docx › 3\n{NEEDLE}\n\nВопрос: Какие суточные за границей?"),
        ("assistant", "За границей платят 3500 рублей."),
        ("user", "### Склад.docx\nБланки лежат в шкафу.\n\nВопрос: Кто директор?"),
        ("assistant", "В документах нет ответа."),
    ]
    asked = "### a.txt › 1. Гости\nГостю дают пропуск на день.\n\nВопрос: На сколько пропуск?"
    assert prompt.messages[-1].text == asked


def test_the_model_alone_is_shown_questions_without_places() -> None:
    question = Question("На сколько пропуск?", way=AnswerMode.MODEL, shots=(SHOT, REFUSED))
    assert shown(prompting.build(question, count, 4096)) == [
        ("user", "Какие суточные за границей?"),
        ("assistant", "За границей платят 3500 рублей."),
        ("user", "Кто директор?"),
        ("assistant", "Не могу ответить: я этого не знаю."),
    ]
    assert shown(prompting.build(Question("На сколько пропуск?", way=AnswerMode.MODEL), count, 4096)) == []


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("documents", [True, False])
def test_a_refusing_shot_is_known_as_a_refusal(language: str, documents: bool) -> None:
    messages = prompting.shot_messages(REFUSED, language, documents=documents)
    assert refusal_detection.is_refusal(messages[1].text)
    assert language_of(messages[1].text) == language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How long is a pass?", ["A pass is valid for one day."]),
        ("На сколько пропуск?", ["За границей платят 3500 рублей."]),
    ],
)
def test_shots_of_another_language_are_passed_by(text: str, expected: list[str]) -> None:
    prompt = prompting.build(Question(text, language=language_of(text), shots=(SHOT, ENGLISH)), count, 4096)
    assert [words for role, words in shown(prompt) if role == "assistant"] == expected
    alone = prompting.build(Question("How long?", language="en", shots=(SHOT,)), count, 4096)
    assert prompting.examples("en") == alone.messages[1:-1]


@pytest.mark.parametrize("way", [AnswerMode.TRAINED, AnswerMode.DOCUMENTS_TRAINED])
def test_a_trained_model_is_shown_no_shots(way: AnswerMode) -> None:
    prompt = prompting.build(Question("На сколько пропуск?", way=way, shots=(SHOT,)), count, 4096)
    assert all(SHOT.answer not in message.text for message in prompt.messages)


def test_shots_without_a_place_are_questions_alone_and_one_without_a_title_has_no_heading() -> None:
    plain, untitled = Shot("Кто пишет акт?", "Кладовщик."), Shot("Кто пишет?", "Он.", "Пишет кладовщик.")
    assert prompting.shot_messages(plain, "ru", documents=True)[0].text == "Вопрос: Кто пишет акт?"
    text = prompting.shot_messages(untitled, "ru", documents=True)[0].text
    assert text == "Пишет кладовщик.\n\nВопрос: Кто пишет?"


@pytest.mark.parametrize("context", [700, 1024, 2048, 4096])
@pytest.mark.parametrize("way", [AnswerMode.MODEL, AnswerMode.DOCUMENTS])
def test_long_instructions_and_many_shots_leave_room_for_the_passages(context: int, way: AnswerMode) -> None:
    shots = tuple(Shot(f"Вопрос номер {n}?", f"Ответ {n}.", LONG, "Склад") for n in range(20))
    sources = (passage(NEEDLE, name="a.txt"), passage("Бланки лежат в шкафу.", name="b.txt"))
    question = Question(
        "Какие суточные?", way=way, passages=sources, shots=shots, instructions=LONG, max_tokens=128
    )
    prompt = prompting.build(question, count, context)
    assert total(prompt) + question.max_tokens < context
    assert len(prompt.messages) % 2 == 0
    assert "Пункт 0 говорит" in prompt.messages[0].text
    assert len(prompt.messages) > 2 or context < 1500
    if way.searches:
        assert NEEDLE in prompt.messages[-1].text


def test_a_shot_too_long_for_the_room_makes_way_for_one_that_fits() -> None:
    long = Shot("Длинный вопрос? " * 400, "Ответ.")
    prompt = prompting.build(Question("Кто?", way=AnswerMode.MODEL, shots=(long, SHOT)), count, 2048)
    assert [words for role, words in shown(prompt) if role == "assistant"] == [SHOT.answer]


def test_the_place_of_a_shot_is_cut_like_a_passage() -> None:
    text = prompting.shot_messages(Shot("Где?", "Там.", LONG * 3, "Склад"), "ru", documents=True)[0].text
    assert len(text) < passage_windows.PASSAGE_CHARACTERS + 40


def test_braces_in_instructions_and_shots_are_plain_text() -> None:
    shot = Shot("Что такое {x}?", "Поле {y}.", "Поле {text} и {passages}.", "{title}")
    question = Question("Что такое {question}?", shots=(shot,), instructions="Пиши {так}")
    prompt = prompting.build(question, count, 4096)
    assert "Пиши {так}" in prompt.messages[0].text
    assert shown(prompt)[0][1] == "### {title}\nПоле {text} и {passages}.\n\nВопрос: Что такое {x}?"


def test_braces_in_documents_and_questions_are_plain_text() -> None:
    source = passage("Поле {number} и {title} заполняются по образцу.", name="{x}.txt")
    prompt = prompting.build(Question("Что такое {question}?", passages=(source,)), count, 4096)
    assert "Поле {number} и {title}" in prompt.messages[-1].text
    assert "Что такое {question}?" in prompt.messages[-1].text


def test_every_prompt_exists_in_both_languages() -> None:
    names = {language: {p.name for p in (prompting.FOLDER / language).iterdir()} for language in ("ru", "en")}
    assert names["ru"] == names["en"]


@pytest.mark.parametrize(
    ("text", "more", "kept"),
    [
        ("4.1. Срок — 14 дней.\n4.2. Отказ письменный.\n5. Перенос отпуска 5.1.", False, "письменный."),
        ("Switch it off.\n2.3 Accidents", True, "it off."),
        ("Switch it off.\n2.3 Accidents", False, "Accidents"),
        ("Нужны:\n1. Паспорт\n2. СНИЛС\n3. ИНН", True, "ИНН"),
        ("4.1. Срок — 14 дней.\n4.2. Отказ письменный.", True, "письменный."),
        ("5. Перенос отпуска", True, "отпуска"),
    ],
)
def test_the_title_of_the_next_section_is_not_read(text: str, more: bool, kept: str) -> None:
    assert text[: passage_windows.before_next_title(text, more=more)].endswith(kept)
