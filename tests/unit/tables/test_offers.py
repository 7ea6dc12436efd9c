"""Questions over offers of suppliers: units of time, what is dearer, names that are words of the question."""

from tests.unit.tables.sheets import sheet, view
from workers.tables.choosing import Chosen, choose

OFFERS = (
    ("Поставщик", "Цена за шт., руб.", "Кол-во, шт.", "Гарантия, мес.", "Срок, дн."),
    ("ООО «Металлсклад»", "8 400", "40", "24", "21"),
    ("ИП Жаров", "7 950", "40", "12", "30"),
    ("АО «Стеллаж-Сервис»", "9 100", "40", "36", "10"),
)
LIST = view(sheet(OFFERS, "Предложения поставщиков"), "Предложения.xlsx", 1)


def chosen(question: str) -> Chosen | None:
    return choose(question, [LIST])


def test_a_bound_in_another_unit_of_time_is_one_of_the_column() -> None:
    found = chosen("У кого гарантия не меньше двух лет?")
    assert found is not None
    assert found.outcome.names == ["ООО «Металлсклад»", "АО «Стеллаж-Сервис»"]


def test_months_are_no_days() -> None:
    assert chosen("У кого срок меньше двух месяцев?") is None


def test_dearer_is_not_how_many() -> None:
    found = chosen("На сколько дороже за штуку у Стеллаж-Сервиса, чем у Жарова?")
    assert found is not None
    assert found.outcome.value == 1150


def test_who_is_asked_for_is_not_said_before() -> None:
    assert chosen("У кого самые дешёвые стеллажи?") is None
