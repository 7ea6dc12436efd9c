"""Which document a question names, and which document that is."""

import pytest

from workers.retrieval import overview
from workers.retrieval.document_mentions import Face, fits, mentions, speaks_of_others

FACES = [
    Face("Приказ_12_пропуска.docx", "ООО «Клён»\nПРИКАЗ № 12\nг. Тверь, 16 февраля 2026 г.\nО пропусках\n"),
    Face("Приказ 112.docx", "ПРИКАЗ № 112\n3 марта 2025 г.\n"),
    Face("Акт_6.pdf", "АКТ ИНВЕНТАРИЗАЦИИ № 6\n30 сентября 2026 г.\nОснование: приказ № 12.\n"),
    Face("Аренда 2024.docx", "Договор аренды № 7-А/24\nг. Тверь, 15 января 2024 г.\nИП Шубин, ООО «Клён»\n"),
    Face("Аренда 2026.docx", "Договор аренды № 2-А/26\nг. Тверь, 20 января 2026 г.\nИП Шубин, ООО «Клён»\n"),
    Face("Поставка.docx", "ДОГОВОР ПОСТАВКИ\n1 апреля 2026 г.\nООО «Ромашка», Поставщик, и ООО «Клён»\n"),
    Face("цена.eml", "От кого: Иван Платов\nДата: 19.10.2026 09:12 (UTC+3)\nТема: цена\n"),
    Face("Протокол_22.pdf", "ПРОТОКОЛ СОВЕЩАНИЯ № 22\n27 октября 2026 г.\n"),
    Face("order-7.txt", "ORDER No. 7\n3 March 2026\nOn badges\n"),
]  # fmt: skip


def named(question: str) -> list[str]:
    return [face.name for face in FACES if any(fits(mention, face) for mention in mentions(question))]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Что решили в приказе № 12?", ["Приказ_12_пропуска.docx"]),
        ("Кто подписал приказ 112", ["Приказ 112.docx"]),
        ("Когда издан приказ от 16 февраля?", ["Приказ_12_пропуска.docx"]),
        ("О чём приказ № 12 от 5 мая 2026 года?", []),
        ("акт № 6: сколько шуруповёртов", ["Акт_6.pdf"]),
        ("Какие пени по договору аренды № 2-А/26?", ["Аренда 2026.docx"]),
        ("Что сказано в пункте 2.3 договора аренды 2024 года?", ["Аренда 2024.docx"]),
        ("До какого числа договор с ООО «Ромашка»?", ["Поставка.docx"]),
        ("до какого числа договор с Ромашкой", ["Поставка.docx"]),
        ("Сколько стоит аренда по договорам с ИП Шубин?", ["Аренда 2024.docx", "Аренда 2026.docx"]),
        ("Что Платов пишет в письме от 19 октября?", ["цена.eml"]),
        ("Кратко: что решили на совещании № 22?", ["Протокол_22.pdf"]),
        ("Есть ли в Аренда_2024.docx срок?", []),
        ("сколько листов в order-7.txt?", ["order-7.txt"]),
        ("What does order No. 7 say on badges?", ["order-7.txt"]),
        ("Who signed the order of 3 March 2026?", ["order-7.txt"]),
        # Of another number, and questions that name none.
        ("Что в приказе № 1?", []), ("Что в протоколе № 12?", []), ("Сколько дней отпуска по приказу?", []),
    ],
)  # fmt: skip
def test_a_document_is_found_by_what_names_it(question: str, names: list[str]) -> None:
    assert named(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "Сколько дней отпуска?", "Что говорится в правилах о 5 днях?", "акты 3 раза в год подписывают?",
        "по приказу 5 дней отдыха?", "Как оформить заявку?", "What does the report say?",
        "В договоре 10 страниц?",
        "Какой срок договора в 12 месяцев?",
    ],
)  # fmt: skip
def test_a_kind_alone_names_no_document(question: str) -> None:
    assert mentions(question) == []


def test_what_is_compared_is_not_searched_alone() -> None:
    both = "Успели ли с актом инвентаризации к сроку по приказу № 12?"
    assert speaks_of_others(both, mentions(both))
    assert not mentions(both)[0].inside
    inside = "Кто дежурит в приказе № 12?"
    assert not speaks_of_others(inside, mentions(inside))
    assert mentions(inside)[0].inside


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("О чём приказ № 12?", True), ("Кратко: что решили на совещании № 22?", True),
        ("Перескажи этот договор", True), ("What is this contract about?", True),
        ("Summarise the letter of 3 March", True), ("О чём пункт 2.2 приказа № 12?", False),
        ("Сколько стоит пропуск?", False), ("What does clause 4 say?", False),
    ],
)  # fmt: skip
def test_a_document_as_a_whole(question: str, asks: bool) -> None:
    assert overview.asks(question) is asks


def test_the_document_that_was_spoken_of() -> None:
    assert overview.points("О чём этот документ?")
    assert overview.points("Summarise this letter")
    assert not overview.points("Сколько это стоит?")
