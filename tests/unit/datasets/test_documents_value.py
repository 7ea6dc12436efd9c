"""What documents are worth: places to ask about, repetitions, other numbers, what is out of force."""

from workers.contract.exam import DocumentsValueResult, DocumentsValueSpec, RemarkCode
from workers.contract.training.examples import SourcePassage
from workers.datasets.documents_value import documents_value


def passage(document: str, text: str, name: str = "", start: int = 0) -> SourcePassage:
    name = name or f"{document}.docx"
    end = start + len(text)
    return SourcePassage(f"{document} {start}", document, name, f"/{name}", 1, start, end, "", text)


def of(*passages: SourcePassage, sample: int = 400) -> DocumentsValueResult:
    return documents_value(passages, DocumentsValueSpec("", "2026-11-30", sample), lambda done, total: None)


def remarks(*passages: SourcePassage) -> list[tuple[RemarkCode, str, str]]:
    return [(one.code, one.document, one.other) for one in of(*passages).remarks]


LEAVE = "Ежегодный оплачиваемый отпуск сотрудников составляет {} календарных дней в каждом рабочем году."


def test_places_to_ask_about_are_counted_in_proportion() -> None:
    full = passage("a", LEAVE.format(28) + " Заявление об отпуске подаёт сотрудник начальнику отдела кадров.")
    empty = passage("b", "Вот так. Ну да. Хорошо.")
    found = of(full, empty)
    assert (found.documents, found.passages, found.sampled, found.askable) == (2, 2, 2, 1)
    assert found.questions >= 1 and found.expected == found.questions
    part = of(full, empty, sample=1)
    assert part.sampled == 1 and part.expected == 2 * part.questions


def test_what_is_said_twice_and_what_is_said_otherwise() -> None:
    same = of(passage("a", LEAVE.format(28)), passage("b", LEAVE.format(28)))
    assert (same.sentences, same.repeated, same.remarks) == (2, 1, ())
    (found,) = of(passage("a", LEAVE.format(28)), passage("b", LEAVE.format(31))).remarks
    assert (found.code, found.document, found.other) == (RemarkCode.OTHER_NUMBER, "a", "b.docx")
    assert "28" in found.text and "31" in found.other_text
    # Numbers of documents and places, days, one document, and forms that many fill in are no contradictions.
    order = "В соответствии с приказом № {} от {} мая 2025 года работники отдела переходят на новый график."
    assert not remarks(passage("a", order.format(17, 5)), passage("b", order.format(23, 9)))
    assert not remarks(passage("a", f"{LEAVE.format(28)} {LEAVE.format(31)}"))
    assert not remarks(*(passage(str(n), LEAVE.format(20 + n)) for n in range(6)))


def test_what_is_no_longer_in_force() -> None:
    stamped = passage("a", "ДОКУМЕНТ УТРАТИЛ СИЛУ. Положение о командировках сотрудников.")
    assert remarks(stamped) == [(RemarkCode.OUT_OF_FORCE, "a", "")]
    order = passage("b", "Признать утратившим силу приказ от 5 мая 2020 года. Он более не действует.")
    late = passage("c", "Правило, действовавшее ранее, утратило силу.", start=5000)
    assert not remarks(order)
    assert not remarks(late)
    past = passage("d", "Настоящий регламент действует до 31 декабря 2025 года включительно.")
    future = passage("e", "Настоящий регламент действует до 31 декабря 2027 года включительно.")
    english = passage("f", "This policy is valid until 1 March 2024 for all employees of the company.")
    assert {one[:2] for one in remarks(past, future, english)} == {
        (RemarkCode.EXPIRED, "d"),
        (RemarkCode.EXPIRED, "f"),
    }


def test_older_editions_by_their_names() -> None:
    text = "Коротко."
    names = {
        "a": "Положение об отпусках 2023.docx",
        "b": "Положение_об_отпусках_2025.docx",
        "c": "Прайс 2025.xlsx",
    }
    found = remarks(*(passage(key, text, name) for key, name in names.items()))
    assert found == [(RemarkCode.NEWER_EDITION, "a", names["b"])]
    assert not remarks(passage("a", text, "Приказ 12.docx"), passage("b", text, "Приказ 14.docx"))
    versions = remarks(passage("a", text, "Policy v1.pdf"), passage("b", text, "Policy v2.pdf"))
    assert versions == [(RemarkCode.NEWER_EDITION, "a", "Policy v2.pdf")]


def test_a_document_counts_once_as_out_of_force() -> None:
    past = "Положение действует до 31 декабря 2023 года."
    old, new = passage("a", past, "Положение 2023.docx"), passage("b", "Коротко.", "Положение 2025.docx")
    assert remarks(old, new) == [(RemarkCode.EXPIRED, "a", "")]
