"""Which document a question names, and which document that is."""

import pytest

from workers.retrieval import overview
from workers.retrieval.document_mentions import Face, fits, means, mentions, speaks_of_others

FACES = [
    Face("Приказ_12_пропуска.docx", "ООО «Клён»\nПРИКАЗ № 12\nг. Тверь, 16 февраля 2026 г.\nО пропусках\n"),
    Face("Приказ 112.docx", "ПРИКАЗ № 112\n3 марта 2025 г.\n"),
    Face("Акт_6.pdf", "АКТ ИНВЕНТАРИЗАЦИИ № 6\n30 сентября 2026 г.\nОснование: приказ № 12.\n"),
    Face("Аренда 2024.docx", "Договор аренды № 7-А/24\nг. Тверь, 15 января 2024 г.\nИП Шубин, ООО «Клён»\n"),
    Face("Аренда 2026.docx", "Договор аренды № 2-А/26\nг. Тверь, 20 января 2026 г.\nИП Шубин, ООО «Клён»\n"),
    Face("Поставка.docx", "ДОГОВОР ПОСТАВКИ\n1 апреля 2026 г.\nООО «Ромашка», Поставщик, и ООО «Клён»\n"),
    Face("цена.eml", "От кого: Иван Платов\nДата: 19.10.2026 09:12 (UTC+3)\nТема: цена\n"),
    Face("Протокол_22.pdf", "ПРОТОКОЛ СОВЕЩАНИЯ № 22\n27 октября 2026 г.\n"),
    Face("Отчёт за март.pdf", "Продажи\n"),
    Face("Sales plan.docx", "Sales\n"),
    Face("№12 пропуска.xlsx", "Пропуска\n"),
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
        ("Что написано в файле Отчёт за март.pdf?", ["Отчёт за март.pdf"]),
        ("Что в «отчёт за март.PDF»?", ["Отчёт за март.pdf"]), ("Что в файле арт.pdf?", []),
        ("What is in Sales plan.docx?", ["Sales plan.docx"]), ("What is in the file lan.docx?", []),
        ("Что в №12 пропуска.xlsx?", ["№12 пропуска.xlsx"]),
        # A date of something else does not hide the order of this number.
        ("Что по приказу № 12 сдать до 5 мая 2026 года?", ["Приказ_12_пропуска.docx"]),
        ("Что по приказу № 12 изменится в 2027 году?", ["Приказ_12_пропуска.docx"]),
        ("What does order No. 7 ask for by 10 April?", ["order-7.txt"]),
        ("What does order No. 7 of 10 April ask for?", []),
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
        "Что идёт в счёт отпуска 2024 года?", "Сколько продали в отчётном 2024 году?",
        "Кого уведомляют в письменной форме с 1 января 2024?", "Как правильно оформить отпуск в 2024?",
        "Что нужно in order for Acme to pay?", "What is needed in order to pay on 3 March 2024?",
        "О чём договорились 3 марта?", "Кто за счёт 2024 года платит?",
        "Можно ли прислать (.pdf)?", "Принимают .docx/.pdf?", "Are scans (.pdf) accepted?",
    ],
)  # fmt: skip
def test_a_kind_alone_names_no_document(question: str) -> None:
    assert mentions(question) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Что в счёте № 5?", "invoice"), ("Оплатили за счёт № 5?", "invoice"),
        ("Что в отчёте № 5?", "report"), ("Что в договоре № 5?", "contract"),
        ("Что в письмах № 5?", "letter"), ("Что в правилах № 5?", "rules"), ("Что в табелях № 5?", "table"),
        ("Что в инструкций № 5?", "rules"), ("Чья заявка № 5?", "request"), ("Что в записке № 5?", "memo"),
        ("Чьё заявление № 5?", "request"), ("Чьей доверенностью № 5?", "power"),
        ("What is in order No. 5?", "order"), ("What is in the orders No. 5?", "order"),
        ("What does policy No. 5 say?", "rules"), ("See addendum No. 5", "agreement"),
    ],
)  # fmt: skip
def test_a_kind_is_a_whole_word(question: str, kind: str) -> None:
    assert [(one.kind, one.number) for one in mentions(question)] == [(kind, "5")]


@pytest.mark.parametrize(
    ("question", "sure", "inside"),
    [
        ("Что в приказе от 5 марта?", True, True), ("Что в приказе 5 марта?", True, True),
        ("Что в приказе от 05.03.2024?", True, True), ("What is in the order of 2024-03-05?", True, True),
        ("Что в приказе 12 от 5 марта?", True, True), ("Что в договоре аренды от 5 марта?", False, True),
        ("What is in the order dated 5 March?", True, True),
        ("What is in the letter of 5 March?", True, True),
        ("When is the meeting on 5 March?", False, False),
        ("Who is in the meeting on 5 March?", False, False),
        ("Must I submit the report by 10 April?", False, False),
        ("подам заявление на отпуск 5 августа", False, False),
        ("Что в заявлении с 5 августа?", False, False), ("Что в отчёте к 5 августа?", False, False),
        ("Какие правила действуют с 1 марта 2025 года?", False, False),
        ("Что в отчёте сдать до 5 августа?", False, False),
    ],
)  # fmt: skip
def test_only_a_date_of_its_own_names_a_document_for_certain(question: str, sure: bool, inside: bool) -> None:
    (mention,) = mentions(question)
    assert (mention.sure, mention.inside) == (sure, inside)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (
            "Чем приказ № 12 отличается от приказа № 13 от 5 марта 2024 года?",
            [("12", ""), ("13", "@2024-03-05")],
        ),
        (
            "How does order No. 12 differ from order No. 13 of 5 March 2024?",
            [("12", ""), ("13", "@2024-03-05")],
        ),
        ("Что в протоколе совещания № 22 от 5 марта?", [("22", "@0000-03-05")]),
        ("Чем договор с Ромашкой отличается от договора № 5?", [("", ""), ("5", "")]),
    ],
)  # fmt: skip
def test_each_document_has_its_own_number_and_date(question: str, numbers: list[tuple[str, str]]) -> None:
    assert [(one.number, one.day) for one in mentions(question)] == numbers


@pytest.mark.parametrize(
    ("asked", "said", "same"),
    [
        ("приказ от 3 марта", "приказ от 3 марта 2026 г.", True),
        ("приказ от 3 марта 2026 г.", "приказ от 3 марта", True),
        ("приказ от 3 марта 2025 г.", "приказ от 3 марта 2026 г.", False),
        ("приказ от 3 марта", "приказ от 4 марта 2026 г.", False),
        ("договор с Ромашкой", "договор с ООО «Ромашка»", True),
        ("договор с Ромашкой", "договор с Клёном", False),
        ("the contract with Acme", "contract with “ACME”", True), ("order No. 7", "order No. 8", False),
        ("файл Отчёт.pdf", "см. отчет.PDF", True), ("файл Отчёт.pdf", "см. План.pdf", False),
    ],
)  # fmt: skip
def test_another_document_speaks_of_it(asked: str, said: str, same: bool) -> None:
    assert means(mentions(asked)[0], mentions(said)[0]) is same


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
        ("Какое содержание железа указано в протоколе № 5?", False),
        ("Каково содержание протокола № 5?", True),
        ("Дай краткое содержание", True), ("Перескажи содержание этого письма", True),
        ("Какой краткосрочный отпуск в приказе № 5?", False),
        ("What is the iron content in report No. 5?", False),
    ],
)  # fmt: skip
def test_a_document_as_a_whole(question: str, asks: bool) -> None:
    assert overview.asks(question) is asks


def test_the_document_that_was_spoken_of() -> None:
    assert overview.points("О чём этот документ?")
    assert overview.points("Summarise this letter")
    assert overview.points("Кто подписал сам договор?") and overview.points("Что в данном приказе?")
    assert overview.points("Who signed this order?")
    for generic in (
        "Сколько это стоит?", "Какой самый дорогой договор?", "Кто подписал в самом дорогом договоре?",
        "Какие данные договора нужны?", "На каком этапе отчёт?", "How long does the contract last?",
        "Who signs the order?",
    ):  # fmt: skip
        assert not overview.points(generic), generic
