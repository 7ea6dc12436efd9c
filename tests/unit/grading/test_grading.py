"""Marks of answers: the rules alone, with many answers."""

from pathlib import Path

import pytest

from workers.contract.exam import ExamText, GivenAnswer, Grade, Mark, QuestionKind, ReasonCode
from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage
from workers.grading import facts, propositions, wording
from workers.grading.marking import grade
from workers.services.generate.lines import read_lines

K, M, R = QuestionKind, Mark, ReasonCode
LEAVE = ExamText("Сколько дней длится отпуск?", "Основной отпуск длится 28 календарных дней.", K.NUMBER)
NOTICE = ExamText("За сколько предупреждают об увольнении?", "Не позднее чем за две недели.", K.NUMBER)
REST = ExamText("Сколько длится еженедельный отдых?", "Отдых длится не менее 42 часов.", K.NUMBER)
REMOTE = ExamText("Можно ли работать дистанционно?", "Да, не более двух дней в неделю.")
CLOUD = ExamText("May I use personal cloud storage?", "No, personal cloud storage is not allowed.")
LOST = ExamText("Что делать, если билет утерян?", "Получить справку перевозчика с датами поездки.", K.HOW_TO)
PENALTIES = ExamText(
    "Какие бывают взыскания?", "Замечание; выговор; увольнение.", K.LIST,
    must=("замечание", "выговор", "увольнение"),
)  # fmt: skip
VISITORS = ExamText("What do visitors get?", "A helmet; a yellow vest.", K.LIST)
FALSE = ExamText(
    "Верно ли, что отпуск длится 35 дней?", "Нет, это не так. Отпуск длится 28 дней.", K.FALSE_PREMISE
)
NOBODY = ExamText("Сколько стоит обед?", "", K.NO_ANSWER)
CAPITAL = ExamText("Назовите столицу Франции.", "Столица Франции – Париж.", K.GENERAL, must=("Париж",))


def far(first: str, second: str) -> float:
    return 0.8


def marked(question: ExamText, answer: str, refused: bool = False) -> Grade:
    return grade(GivenAnswer(question, answer, refused, searched=False), far)


@pytest.mark.parametrize(
    ("question", "answer", "mark"),
    [
        (LEAVE, "28 дней.", M.RIGHT),
        (LEAVE, "Отпуск – двадцать восемь календарных дней", M.RIGHT),
        (LEAVE, "Четыре недели", M.RIGHT),
        (LEAVE, "Отпуск длится 24 дня.", M.WRONG),
        (LEAVE, "Отпуск длится долго.", M.WRONG),
        (LEAVE, "28 месяцев.", M.WRONG),
        (LEAVE, "", M.WRONG),
        (LEAVE, "В документах нет ответа.", M.REFUSED),
        (LEAVE, "Извините, я этого не знаю.", M.REFUSED),
        (LEAVE, "В документах это прямо не указано. Отпуск длится 28 календарных дней.", M.RIGHT),
        (NOTICE, "За 14 дней.", M.RIGHT),
        (NOTICE, "За две недели до ухода.", M.RIGHT),
        (NOTICE, "За один месяц и 3 дня.", M.WRONG),
        (REST, "Отдых не может быть менее 42 часов.", M.RIGHT),
        (REST, "Отдых не может быть более 42 часов.", M.WRONG),
        (REMOTE, "Да, до двух дней в неделю.", M.RIGHT),
        (REMOTE, "Нет, нельзя.", M.WRONG),
        (CLOUD, "No.", M.RIGHT),
        (CLOUD, "No, it is not allowed.", M.RIGHT),
        (CLOUD, "Yes, you may use it.", M.WRONG),
        (LOST, "Нужно взять у перевозчика справку, где указаны даты поездки.", M.RIGHT),
        (LOST, "Купить новый билет за свой счёт.", M.WRONG),
        (PENALTIES, "Это замечание, выговор и увольнение.", M.RIGHT),
        (PENALTIES, "Замечание и выговор.", M.PARTLY),
        (PENALTIES, "Штраф.", M.WRONG),
        (VISITORS, "They get a yellow vest and a helmet.", M.RIGHT),
        (VISITORS, "They get a helmet.", M.PARTLY),
        (FALSE, "Нет, отпуск длится 28 дней.", M.RIGHT),
        (FALSE, "Отпуск длится 28 дней.", M.RIGHT),
        (FALSE, "Нет, это неверно.", M.RIGHT),
        (FALSE, "В документах нет ответа.", M.RIGHT),
        (FALSE, "Да, верно.", M.WRONG),
        (FALSE, "Отпуск длится 35 дней, потому что так решила компания.", M.WRONG),
        (FALSE, "Нет, отпуск длится 30 дней.", M.PARTLY),
        (NOBODY, "Обед стоит 250 рублей.", M.INVENTED),
        (NOBODY, "В документах нет ответа.", M.RIGHT),
        (NOBODY, "У меня нет информации о ценах. Обратитесь в столовую.", M.RIGHT),
        (NOBODY, "I don't have information about the prices.", M.RIGHT),
        (NOBODY, "Точно не указано. Обычно обед стоит 300 рублей.", M.INVENTED),
        (CAPITAL, "Париж.", M.RIGHT),
        (CAPITAL, "Столицей Франции является город Париж!", M.RIGHT),
        (CAPITAL, "Лондон", M.WRONG),
        (CAPITAL, "The capital is Paris.", M.WRONG),
    ],
)  # fmt: skip
def test_marks(question: ExamText, answer: str, mark: Mark) -> None:
    assert marked(question, answer).mark is mark, marked(question, answer)


def test_two_days_of_a_month_may_be_said_in_any_order() -> None:
    paid = ExamText("Когда выплачивают зарплату?", "10 и 25 числа каждого месяца", K.NUMBER)
    assert marked(paid, "Зарплату выплачивают 25-го и 10-го числа.").mark is M.RIGHT
    assert marked(paid, "Зарплату выплачивают 20-го и 5-го числа.").mark is M.WRONG


def test_an_age_is_no_growth() -> None:
    short = ExamText("Кому положен короткий день?", "Работникам в возрасте до 18 лет.")
    assert marked(short, "Сокращённый день положен работникам до 18 лет.").mark is not M.WRONG
    sales = ExamText("Что стало с продажами?", "Продажи возрастают.")
    assert marked(sales, "Продажи снижаются.").mark is M.WRONG


def test_what_the_product_refused_counts_as_refused_without_words() -> None:
    assert marked(LEAVE, "", refused=True).mark is M.REFUSED
    assert marked(NOBODY, "", refused=True).mark is M.RIGHT
    assert marked(FALSE, "", refused=True).mark is M.RIGHT


def test_reasons_name_what_was_seen() -> None:
    other = marked(LEAVE, "Отпуск длится 24 дня.").reasons[0]
    assert (other.code, other.good, other.params) == (R.NUMBER_OTHER, False, {"expected": "28", "said": "24"})
    missing = marked(CAPITAL, "Лондон").reasons[0]
    assert (missing.code, missing.params) == (R.KEY_FACT_MISSING, {"fact": "Париж"})
    items = marked(PENALTIES, "Замечание и выговор.").reasons[0]
    assert (items.code, items.params) == (R.ITEMS, {"found": 2, "expected": 3})


def test_what_must_not_be_said_makes_an_answer_wrong() -> None:
    strict = ExamText(
        "Кто согласует отпуск?", "Руководитель.", must=("руководитель",), must_not=("5 дней", "директор")
    )
    assert marked(strict, "Руководитель.").mark is M.RIGHT
    assert marked(strict, "Руководитель и директор.").mark is M.WRONG
    assert marked(strict, "Руководитель, а не директор.").mark is M.RIGHT


def test_another_language_is_no_whole_answer() -> None:
    found = marked(
        ExamText("Сколько длится отпуск?", "Отпуск длится 28 дней.", must=("28",)), "The leave lasts 28 days."
    )
    assert found.mark is M.PARTLY and found.reasons[-1].code is R.LANGUAGE_OTHER


def test_meaning_is_asked_for_only_where_words_do_not_decide() -> None:
    asked: list[str] = []

    def near(first: str, second: str) -> float:
        asked.append(second)
        return 0.95

    meals = ExamText("Кто платит за обед?", "Еду оплачивает сам сотрудник из зарплаты.")
    assert grade(GivenAnswer(LEAVE, "28 дней", False, False), near).mark is M.RIGHT
    assert not asked
    assert grade(GivenAnswer(meals, "Обед покупает работник на свои.", False, False), near).mark is M.RIGHT
    assert asked


def place(start: int, end: int, quote: str, document: str = "d", chunk: str = "c") -> Citation:
    return Citation(1, document, "Правила.pdf", 3, start, end, quote, chunk)


def test_sources() -> None:
    quote = "Отпуск длится 28 календарных дней."
    question = ExamText(
        "Сколько дней длится отпуск?", "28 дней.", K.NUMBER, quote, "d", "Правила.pdf", "c", 100, 134, 3
    )

    def judged(citation: Citation | None, text: str = "") -> tuple[bool | None, ReasonCode]:
        passages = (Passage("c", "d", "Правила.pdf", "", 3, 3, 0, len(text), "", text, 1.0),)
        citations = (citation,) if citation else ()
        found = grade(GivenAnswer(question, "28 дней.", False, True, citations, passages), far)
        assert found.mark is M.RIGHT
        return found.citation, found.reasons[-1].code

    assert judged(place(90, 110, "любая")) == (True, R.CITATION_RIGHT)
    assert judged(place(0, 34, quote, "copy")) == (True, R.CITATION_RIGHT)
    assert judged(place(500, 530, "Отпуск – 28 дней.")) == (True, R.CITATION_OTHER)
    assert judged(place(0, 9, "Раздел 2.", chunk="c"), "Раздел 2. " + quote) == (True, R.CITATION_OTHER)
    assert judged(place(500, 530, "Обед длится 45 минут.")) == (False, R.CITATION_WRONG)
    assert judged(None) == (None, R.NO_CITATION)


def test_refusals_and_answers_without_place_have_no_source_to_judge() -> None:
    searched = GivenAnswer(LEAVE, "28 дней", False, True, (place(0, 5, "28 дней"),))
    assert grade(searched, far).citation is None
    refused = grade(GivenAnswer(LEAVE, "", True, True), far)
    assert [reason.code for reason in refused.reasons] == [R.REFUSED_WRONGLY]


@pytest.mark.parametrize(
    ("fact", "answer", "says"),
    [
        ("28|двадцать восемь", "двадцать восемь дней", True),
        ("5", "Скорость – 15 км/ч", False),
        ("5", "5 km/h", True),
        ("security@severnyveter.example", "Пишите на security@severnyveter.example.", True),
        ("8:00|8 утра", "С 8:00 до 17:00", True),
        ("15 ноября", "До 15.11", True),
        ("15 ноября", "до 15 декабря", False),
        ("H2O|H₂O", "Формула воды — H₂O.", True),
        ("Крылова", "О. В. Мельникова", False),
        ("директор", "Это не директор.", False),
        ("0 °|0 градус", "При 0 °C.", True),
        ("0 °|0 градус", "При 100 °C.", False),
        ("yes", "Yes, Tom is an animal.", True),
        ("new", "renewed", False),
    ],
)
def test_key_facts(fact: str, answer: str, says: bool) -> None:
    assert facts.says(fact, answer) is says


@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        ("Room 137: Anna Berg.", M.WRONG),
        ("Anna Berg sits in room 137.", M.WRONG),
        ("Room 138: Anna Berg.", M.RIGHT),
        ("Anna Berg, next to room 137, in room 138.", M.RIGHT),
        ("Anna Berg.", M.RIGHT),
    ],
)
def test_an_answer_speaks_of_the_number_that_was_asked_about(answer: str, mark: Mark) -> None:
    assert marked(ExamText("Who sits in room 138?", "Anna Berg"), answer).mark is mark


@pytest.mark.parametrize(
    ("question", "expected", "answer", "right"),
    [
        ("Кто сидит в кабинете 138?", "Анна Берг", "Кабинет № 138: Анна Берг.", True),
        ("Кто сидит в кабинете 138?", "Анна Берг", "Кабинет № 137: Анна Берг.", False),
        ("Когда отходит рейс 210?", "В 9:30", "Рейс 210 отходит в 9:30 с платформы 4.", True),
        ("Когда отходит рейс 210?", "В 9:30", "Рейс 211 отходит в 9:30.", False),
        ("Кто дежурит в смену 2?", "Орлов", "Орлов, после смены 1.", True),
        (
            "What is the limit in zone 3?",
            "30 km/h",
            "In zone 3 the limit is 30 km/h, in zone 4 50 km/h.",
            True,
        ),
        ("Что на складе 2?", "Краска", "На складе 2 краска, на складе 1 лак.", True),
        ("Куда ведёт выход 3?", "К выходу 4 через двор", "Через двор к выходу 4.", True),
        ("Какой штраф по статье 115?", "500 рублей", "Штраф 500 рублей, см. статью 116.", True),
    ],
)
def test_nouns_are_named_by_the_number_behind_them(
    question: str, expected: str, answer: str, right: bool
) -> None:
    assert (marked(ExamText(question, expected), answer).mark is M.RIGHT) is right


def test_years_of_dates_may_be_left_out() -> None:
    found = propositions.compare("С 1 апреля 2026 г.", "с 1 апреля", "С какого числа?")
    assert found.agree and not found.missing


@pytest.mark.parametrize("text", ["Не знаю.", "I do not know.", "К сожалению, у меня нет таких данных."])
def test_refusing_words(text: str) -> None:
    assert wording.refuses(text, "Сколько?")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_general_questions_accept_their_own_answers_and_no_other_ones(language: str) -> None:
    file = Path(__file__).parents[3] / "resources" / "exam" / f"general_{language}.jsonl"
    questions = list(read_lines(ExamText, str(file)))
    assert len(questions) == 20 and len({question.question for question in questions}) == 20
    for number, question in enumerate(questions):
        assert question.kind is K.GENERAL and question.language == language and question.must
        assert marked(question, question.answer).mark is M.RIGHT, question.question
        other = questions[number - 1].answer
        assert marked(question, other).mark is not M.RIGHT, (question.question, other)
