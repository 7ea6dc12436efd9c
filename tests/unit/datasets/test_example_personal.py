"""The finder of personal data on labelled sentences: what it must find, and what is nobody's."""

import json

import pytest

from desktop.paths import RESOURCES
from workers.contract.training.checks import FindingCode
from workers.datasets.examples.personal import find, is_inn, is_snils, mask

C = FindingCode
NAME, PASSPORT, SNILS = C.PERSONAL_NAME, C.PERSONAL_PASSPORT, C.PERSONAL_SNILS
INN, PHONE, EMAIL, SALARY = C.PERSONAL_INN, C.PERSONAL_PHONE, C.PERSONAL_EMAIL, C.PERSONAL_SALARY

# A sentence and what stands in it: (kind, its text).
LABELLED: list[tuple[str, list[tuple[FindingCode, str]]]] = [
    ("Билеты бронирует офис-менеджер Е. А. Крылова, телефон 105.", [(NAME, "Е. А. Крылова"), (PHONE, "105")]),
    ("Приказ подписал И.И. Соколов.", [(NAME, "И.И. Соколов")]),
    ("Заявление подают Иванову И. И. лично.", [(NAME, "Иванову И. И.")]),
    (
        "Отвечает Наталья Зуева, почта zueva@firma.example.",
        [(NAME, "Наталья Зуева"), (EMAIL, "zueva@firma.example")],
    ),
    ("Выдано Петрову Ивану Сергеевичу.", [(NAME, "Петрову Ивану Сергеевичу")]),
    ("Спросите у Марии Петровны в бухгалтерии.", [(NAME, "Марии Петровны")]),
    ("Кадры ведёт Ольга Мельникова.", [(NAME, "Ольга Мельникова")]),
    ("Заменяет её Кузнецова Анна.", [(NAME, "Кузнецова Анна")]),
    ("Директор — Ахметзянов Рустам Ильдарович.", [(NAME, "Ахметзянов Рустам Ильдарович")]),
    ("Call Anna Smith or Mr. Brown.", [(NAME, "Anna Smith"), (NAME, "Brown")]),
    ("The manager is Elena Krylova.", [(NAME, "Elena Krylova")]),
    ("Оклад Соколова Петра Ильича — 85 000 рублей.", [(NAME, "Соколова Петра Ильича"), (SALARY, "85 000")]),
    ("Зарплата Анны Орловой составляет 64500 руб.", [(NAME, "Анны Орловой"), (SALARY, "64500")]),
    ("Паспорт серии 57 04 № 123456 выдан в Перми.", [(PASSPORT, "57 04 № 123456")]),
    ("Паспорт 5704 123456.", [(PASSPORT, "5704 123456")]),
    ("Серия 4509, номер 654321.", [(PASSPORT, "4509, номер 654321")]),
    ("СНИЛС 112-233-445 95.", [(SNILS, "112-233-445 95")]),
    ("ИНН работника 500100732259.", [(INN, "500100732259")]),
    ("ИНН 7707083893, г. Москва.", [(INN, "7707083893")]),
    ("Звоните: +7 (342) 555-01-42.", [(PHONE, "+7 (342) 555-01-42")]),
    ("Мобильный 8 912 345-67-89.", [(PHONE, "8 912 345-67-89")]),
    ("Write to hr.petrova@severny-veter.example today.", [(EMAIL, "hr.petrova@severny-veter.example")]),
    ("Anna Smith is on extension 100.", [(NAME, "Anna Smith"), (PHONE, "100")]),
    # Nobody's: towns, firms, laws, sums, dates, numbers with a wrong checksum; mailboxes and extensions of a
    # post.
    ("Write to it.help@severny-veter.example today.", []),
    ("The duty guard is on extension 100.", []),
    ("Начальник отдела кадров, внутренний телефон 214.", []),
    ("Звоните по телефону 112.", []),
    ("Пишите на zakaz-2@firma.example или support@firma.example.", []),
    ("Компания находится в городе Перми на улице Ленина, дом 36.", []),
    ("Трудовой кодекс Российской Федерации от 30.12.2001 N 197-ФЗ.", []),
    ("ООО «Северный ветер» работает с 2004 года.", []),
    ("Суточные в Москве и Санкт-Петербурге — 1500 рублей в день.", []),
    ("Размер оклада не может быть ниже 40 000 рублей.", []),
    ("Счёт 40702810500000012345 открыт в банке.", []),
    ("СНИЛС 112-233-445 96 записан с ошибкой.", []),
    ("Номер 7707083894 не проходит проверку.", []),
    ("Статья 115, пункт 4.3, приложение № 1.", []),
    ("Новый Год отмечают в Нижнем Новгороде.", []),
    ("Положение об Отпусках Компании утверждено.", []),
    ("Казахстан, Беларусь, Армения, Киргизия.", []),
    ("The Assembly Workshop in Perm has two shifts.", []),
    ("Electric motors up to 3 kW cost 32,000 roubles.", []),
    ("Wednesday and Friday are office days from 8:00 to 17:00.", []),
    ("Цена 4850 руб., срок поставки 14 дней, артикул ВК-100.", []),
    ("Надежда на успех и вера в команду.", []),
    ("Роман о любви лежит в библиотеке.", []),
]


def test_precision_and_recall_on_the_labelled_sentences() -> None:
    wanted = found = right = 0
    wrong: list[object] = []
    for text, labels in LABELLED:
        expected = {(code, part) for code, part in labels}
        seen = {(item.code, text[item.start : item.end]) for item in find(text)}
        wanted, found, right = wanted + len(expected), found + len(seen), right + len(expected & seen)
        if expected != seen:
            wrong.append((text, sorted(seen - expected), sorted(expected - seen)))
    assert right / found >= 0.95, wrong
    assert right / wanted >= 0.95, wrong


def test_masks_are_in_the_language_of_the_row() -> None:
    text = "Звоните Е. А. Крыловой: 8 912 345-67-89."
    assert mask(text, "ru") == "Звоните [имя]: [телефон]."
    assert mask("Ask Anna Smith, a.smith@firma.example.", "en") == "Ask [name], [e-mail]."
    assert mask("Суточные — 1200 рублей.", "ru") == ""


@pytest.mark.parametrize(
    ("number", "right"),
    [("11223344595", True), ("11223344596", False), ("00100199800", False), ("1122334459", False)],
)
def test_the_checksum_of_snils(number: str, right: bool) -> None:
    assert is_snils(number) is right


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("7707083893", True),
        ("7707083894", False),
        ("500100732259", True),
        ("500100732258", False),
        ("77", False),
    ],
)
def test_the_checksums_of_inn(number: str, right: bool) -> None:
    assert is_inn(number) is right


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_samples_that_come_along_hold_none(language: str) -> None:
    rows = (RESOURCES / "training" / f"samples_{language}.jsonl").read_text("utf-8").splitlines()
    assert len(rows) == 150
    texts = [(row["question"], row["answer"]) for row in map(json.loads, rows)]
    assert [text for pair in texts for text in pair if find(text)] == []
    assert len(set(texts)) == len(texts)
