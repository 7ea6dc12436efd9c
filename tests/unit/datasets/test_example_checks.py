"""Checks of examples: quotes as people write them, support, duplicates measured on labelled pairs."""

import numpy as np
import pytest

from tests.helpers.models import embedder
from workers.contract.training.checks import ExampleToCheck, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, ExampleText, SourcePassage
from workers.datasets.examples.closed_book_answer import knows
from workers.datasets.examples.comparing import compare
from workers.datasets.examples.dataset_checks import examine
from workers.datasets.examples.sources import Sources
from workers.engines.onnx.embedder import Embedder
from workers.text.quotes import EDGES, Folded, fold, locate

TEXT = (
    "4. Перенос и продление отпуска\n"
    "4.2. Неиспользованную часть отпуска, но не более 14 календарных\nдней, можно перенести на "
    "следующий год по заявлению, поданному до 1 декабря.\n"
    "4.3. Заявление подаётся через руководителя отдела. "
    "Отдел кадров сообщает решение в течение трёх рабочих дней.\n"
)
PASSAGE = SourcePassage(
    "c1", "d1", "Отпуска.pdf", "/Отпуска.pdf", 4, 100, 100 + len(TEXT), "4. Перенос", TEXT
)
QUOTE = TEXT[TEXT.index("Неиспользованную") : TEXT.index("\n4.3")]


def row(question: str, answer: str, **more: object) -> ExampleText:
    values: dict[str, object] = {
        "kind": ExampleKind.FACT,
        "quote": QUOTE,
        "document": "d1",
        "chunk": "c1",
        **more,
    }
    return ExampleText(question, answer, **values)  # type: ignore[arg-type]


def codes(text: ExampleText, *passages: SourcePassage, cosine: float = 0.9) -> dict[FindingCode, Severity]:
    found = examine(text, Sources(passages or (PASSAGE,)), lambda question, other: cosine)
    return {finding.code: finding.severity for finding in found}


@pytest.mark.parametrize(
    "quote",
    [
        "неиспользованную часть отпуска, но не более 14 календарных дней",
        "«Неиспользованную   часть\nотпуска»",
        "сообщает решение в течение трех рабочих дней.",
        "...Заявление подается через руководителя отдела…",
    ],
)
def test_a_quote_is_found_as_people_write_it(quote: str) -> None:
    place = locate(quote, Folded(TEXT))
    assert place is not None
    assert fold(TEXT[place[0] : place[1]]) == fold(quote).strip(EDGES)


def test_a_quote_that_nobody_wrote_is_not_found() -> None:
    assert locate("не более 15 календарных дней", Folded(TEXT)) is None
    assert locate("…", Folded(TEXT)) is None


def test_what_the_quote_does_not_say_is_named_with_its_place() -> None:
    text = row(
        "До какого числа подать заявление, чтобы перенести отпуск?",
        "Подайте заявление руководителю отдела до 1 декабря. Перенести можно не больше 14 календарных дней.",
    )
    findings = examine(text, Sources([PASSAGE]), lambda question, other: 0.9)
    doubt = next(finding for finding in findings if finding.code is FindingCode.NOT_IN_QUOTE)
    assert doubt.severity is Severity.DOUBT
    assert doubt.params == {"words": "руководителю отдела", "place": "4.3"}
    assert FindingCode.QUOTE_FOUND in {finding.code for finding in findings}


def test_a_sound_row_has_no_doubts() -> None:
    found = codes(row("Сколько дней отпуска можно перенести?", "Не более 14 календарных дней."))
    assert found == {FindingCode.QUOTE_FOUND: Severity.OK, FindingCode.ANSWERABLE: Severity.OK}


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        (row("Сколько дней можно перенести?", "Не более 21 дня."), "number_not_in_quote", "fail"),
        (row("Сколько дней можно перенести?", "14.", quote="не более месяца"), "quote_missing", "fail"),
        (row("Сколько?", ""), "too_short", "fail"),
        (row("Сколько дней можно перенести?", "Да. " * 1500), "too_long", "doubt"),
        (row("Что в этом документе про перенос?", "Можно до 14 дней."), "points_at_text", "doubt"),
        (row("How many days?", "Не более 14 календарных дней в году."), "language_mixed", "doubt"),
        (row("Сколько дней отпуска?", "Не более 14 дней可以延期到明年."), "language_mixed", "doubt"),
        (row("Перенос отпуска.", "Не более 14 календарных дней."), "not_a_question", "doubt"),
        (row("Можно перенести 14 дней?", "14 дней."), "question_leaks", "doubt"),
        (row("Кто выиграл матч?", "Не более 14 календарных дней."), "question_unrelated", "doubt"),
    ],
)  # fmt: skip
def test_each_fault_is_found(text: ExampleText, code: str, severity: str) -> None:
    assert codes(text, cosine=0.7).get(FindingCode(code)) == severity


# Two wordings of one question with one answer.
SAME = [
    ("Сколько дней длится отпуск?", "Какова длительность отпуска в днях?", "28 календарных дней."),
    (
        "Когда сдать авансовый отчёт?",
        "В какой срок нужно сдать авансовый отчёт?",
        "В течение трёх рабочих дней.",
    ),
    ("Кто утверждает график отпусков?", "Кем утверждается график отпусков?", "Генеральный директор."),
    ("Кому сообщить об утере пропуска?", "Кого известить, если утерян пропуск?", "Охране."),
    (
        "Сколько платят за километр на личном автомобиле?",
        "Какова плата за километр на личном автомобиле?",
        "9 рублей.",
    ),
    ("Можно ли разделить отпуск?", "Разрешено ли делить отпуск на части?", "Да, по соглашению."),
    ("How long must a password be?", "What is the least length of a password?", "At least 14 characters."),
    ("Who books the tickets?", "Who is booking tickets?", "The office manager."),
    (
        "When is the expense report due?",
        "By when must the expense report be handed in?",
        "Within three days.",
    ),
    ("What is the speed limit for forklifts inside?", "How fast may forklifts go inside?", "5 km/h."),
]
# Different questions that look alike.
APART = [
    ("Когда работает первая смена?", "С 7:00 до 15:30.", "Когда работает вторая смена?", "С 15:30 до 24:00."),
    ("Сколько суточные в Москве?", "1500 рублей.", "Сколько суточные в Казани?", "1000 рублей."),
    ("Кто подписывает табель?", "Начальник цеха.", "Когда подписывают табель?", "До 5 числа."),
    ("Больничный у подрядчиков?", "В документах нет ответа.", "Сколько длится больничный?", "10 дней."),
    ("How much is the allowance in Moscow?", "1,500.", "How much is the allowance in Kazan?", "1,000."),
    ("Where is the assembly point?", "At the car park.", "Who is at the assembly point?", "The guard."),
    ("Можно ли курить в цехе?", "Нет.", "Нельзя ли курить во дворе?", "Можно у ворот."),
    ("Сколько стоит вентилятор ВК-100?", "4850 руб.", "Сколько стоит вентилятор ВК-125?", "5400 руб."),
    ("What protects the hands?", "Gloves.", "What protects the eyes?", "Goggles."),
    ("За сколько дней подать заявку на командировку?", "За 5.", "Что указать в заявке?", "Место и цель."),
]  # fmt: skip


def test_precision_and_recall_of_the_duplicate_finder() -> None:
    rows = []
    for index, (first, second, answer) in enumerate(SAME):
        rows += [(f"s{index}a", first, answer), (f"s{index}b", second, answer)]
    for index, (first, answer, second, other) in enumerate(APART):
        rows += [(f"a{index}a", first, answer), (f"a{index}b", second, other)]
    examples = [ExampleToCheck(key, ExampleText(question, answer)) for key, question, answer in rows]
    together = compare(examples, vectors(examples), lambda done: None)
    found = {
        (str(finding.params["example"])[:-1], example.id[:-1])
        for example, findings in zip(examples, together.findings, strict=True)
        for finding in findings
    }
    right = sum(first == second and first.startswith("s") for first, second in found)
    assert right / max(1, len(found)) >= 0.9, sorted(found)
    assert right / len(SAME) >= 0.9, sorted(found)


def vectors(examples: list[ExampleToCheck]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    model = Embedder(embedder(), 1)
    try:
        return model.embed_passages([example.text.question for example in examples])
    finally:
        model.close()


def test_repetitions_and_contradictions() -> None:
    examples = [
        ExampleToCheck("1", ExampleText("Сколько дней отпуска?", "28 дней.")),
        ExampleToCheck("2", ExampleText("сколько дней отпуска", "28 дней"), keep=True),
        ExampleToCheck("3", ExampleText("Сколько дней отпуска?", "31 день.")),
        ExampleToCheck("4", ExampleText("Сколько дней отпуска?", "Нет ответа.", passages=("### Цены\n100",))),
    ]
    together = compare(examples, vectors(examples), lambda done: None)
    named = [[(f.code.value, f.params["example"]) for f in found] for found in together.findings]
    assert named[0] == [("duplicate", "2")], "the approved one stays"
    assert named[1] == [("contradicts", "3")]
    assert named[2] == [("contradicts", "2")]
    assert named[3] == [], "passages before the question change its answer"
    assert together.clusters == (0, 0, 0, 3)


def test_questions_of_one_form_with_one_answer_are_one_lesson() -> None:
    rows = [ExampleText(f"Сколько дней отпуска у сотрудника № {n}?", "28 дней.") for n in range(6)]
    rows += [ExampleText(f"Какой срок у приказа № {n}?", f"{n + 5} дней.") for n in range(6)]
    rows += [ExampleText(f"Можно ли взять {n} дня?", "Да.") for n in range(6)]
    rows += [ExampleText(f"Что входит в пункт {n}?", "Охрана труда.") for n in range(3)]
    examples = [ExampleToCheck(str(index), text) for index, text in enumerate(rows)]
    examples[4] = ExampleToCheck("4", rows[4], keep=True)
    apart = np.eye(len(rows), dtype=np.float32)  # what vectors say of it does not matter
    together = compare(examples, apart, lambda done: None)
    near = [(one.id, f[0].params) for one, f in zip(examples, together.findings, strict=True) if f]
    assert [key for key, _ in near] == ["0", "1", "2", "3", "5"]
    assert all(params["example"] == "4" and 90 < params["share"] < 100 for _, params in near)
    assert len(set(together.clusters)) == len(rows) - 5


@pytest.mark.parametrize(
    ("expected", "reply", "known"),
    [
        ("28 календарных дней.", "Отпуск длится 28 календарных дней.", True),
        ("28 календарных дней.", "Отпуск длится 14 календарных дней.", False),
        ("Генеральный директор.", "График утверждает генеральный директор.", True),
        ("Генеральный директор.", "График утверждает отдел кадров.", False),
        ("Да, по соглашению.", "Нет, нельзя.", False),
        ("28 дней.", "В документах нет ответа.", False),
    ],
)
def test_knowing(expected: str, reply: str, known: bool) -> None:
    assert knows("Сколько длится отпуск и кто утверждает график?", expected, reply, 0.9) is known
