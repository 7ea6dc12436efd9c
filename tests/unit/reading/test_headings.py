"""Headings of text without styles: what is one, what is none, which stands over which."""

import pytest

from workers.contract.reading import Heading
from workers.reading.headings import Line, detect, lines_of

TEXT = "Работник соблюдает правила внутреннего распорядка и бережно относится к имуществу фабрики."


def found(*lines: str, pages: int = 1) -> list[Heading]:
    return detect(lines_of("\n".join(lines)), pages)


def texts(*lines: str, pages: int = 1) -> list[str]:
    return [heading.text for heading in found(*lines, pages=pages)]


def sized(*lines: tuple[float, str]) -> list[Heading]:
    """Headings of lines with the size of their type."""
    at, made = 0, []
    for size, text in lines:
        made.append(Line(at, text, size))
        at += len(text) + 1
    return detect(made)


def tree(headings: list[Heading]) -> dict[str, str]:
    """Each heading with the one above it."""
    above: dict[str, str] = {}
    stack: list[Heading] = []
    for heading in headings:
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        above[heading.text] = stack[-1].text if stack else ""
        stack.append(heading)
    return above


NONE = [
    "УДК 614.8", "УДК 658.382.3:006.354", "УДК 621.3 + 614.84", "ББК 65.246я73", "ОКС 13.100",
    "ISBN 978-5-699-12014-7",
    "ГОСТ 12.0.004-2015", "ГОСТ Р ИСО 9001-2015", "ОКПО 12345678", "ИНН 7701234567", "Форма по ОКУД 0301006",
    "2024", "2024 г.", "2023–2024 гг.", "Москва 2024", "МОСКВА – 2024", "Малая Ветлань, 2026 г.",
    "г. Нижний Новгород",
    "12.01.2024", "12 января 2024 г.", "«12» января 2024 г. № 15-ОД", "от 12.01.2024 № 15",
    "January 12, 2024",
    "И. И. Иванов", "ИВАНОВ И.И.", "И.И. ИВАНОВ", "ГЕНЕРАЛЬНЫЙ ДИРЕКТОР И.И. ИВАНОВ",
    "Главный бухгалтер О. В. Мельникова",
    "Генеральный директор ООО «Север» И. И. Соколов", "Managing Director J. Smith",
    "Арендодатель: Р. В. Шубин",
    "НАЧАЛЬНИК ЦЕХА ____________", "М.П.", "(подпись)", "УТВЕРЖДАЮ", "СОГЛАСОВАНО",
    "УТВЕРЖДЕНО ПРИКАЗОМ ДИРЕКТОРА",
    "ПРИКАЗЫВАЮ:", "ПОСТАНОВЛЯЕТ", "ВНИМАНИЕ!", "КОПИЯ ВЕРНА", "ИТОГО", "ВСЕГО К ОПЛАТЕ", "CONFIDENTIAL",
        "APPROVED BY BOARD",
    "ООО «ЛЕСОДАР-МЕБЕЛЬ»", "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «СЕВЕР»", "Стр. 1", "Страница 3 из 10",
    "Page 3 of 10",
    "Лист 4", "№ 12", "тел. 8 (343) 555-01-42", "info@example.com", "www.example.com", "8 800 555",
    "НАИМЕНОВАНИЕ | КОЛИЧЕСТВО | ЦЕНА", "НАИМЕНОВАНИЕ КОЛИЧЕСТВО ЦЕНА", "№ п/п Наименование Ед. Кол-во",
    "Item Qty Price", "PART NO DESCRIPTION QTY",
]  # fmt: skip


@pytest.mark.parametrize("line", NONE)
@pytest.mark.parametrize("size", [0.0, 20.0])
def test_lines_that_are_no_headings(line: str, size: float) -> None:
    body = 10.0 if size else 0.0
    headings = sized((body, TEXT), (size, line), (body, TEXT), (body, TEXT), (body, TEXT))
    assert headings == []


SENTENCES = [
    "Статья 115 настоящего Кодекса применяется к отношениям сторон",
    "Статья 81 Трудового кодекса устанавливает основания",
    "Глава 3 регулирует порядок оплаты",
    "Раздел 2 договора применяется с 1 января",
    "Часть первая статьи 5 не применяется",
    "Приложение 1 содержит форму заявления",
    "Приложение № 2 – Смета расходов;",
    "Section 5 of this Agreement applies to the Parties",
    "Chapter 3 explains how the machine works",
    "Part of the equipment is stored in the yard",
    "11.2. За каждое повторное нарушение премия мастера снижается на десять процентов в том же месяце",
    "3.1. Акт хранится пять лет.",
    "1. Утвердить прилагаемое Положение о премировании.",
    "В соответствии с пунктом 4.2 Правил",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_no_headings(sentence: str) -> None:
    assert texts(TEXT, sentence, TEXT) == []


LISTS = {
    "last item": ["Риски:", "1. Пожар в цехе", "2. Потеря оборудования", "3. Контроль подрядных организаций",
        TEXT],
    "first item": ["Риски:", "1. Взрыв", "Меры по снижению риска:", "1. Обслуживание оборудования", TEXT],
    "after a blank": ["Порядок действий", "1. Включите питание", "2. Нажмите кнопку", "3. Дождитесь сигнала",
        "", TEXT],
    "over lines": [
        "Меры:", "1. Регулярное обслуживание оборудования",
            "2. Наличие и исправность системы автоматического",
        "пожаротушения", "3. Контроль давления", TEXT,
    ],
    "english": ["Do the following:", "1. Stop the machine", "2. Call the supervisor", "3. Give first aid",
        TEXT],
    "order": ["ПРИКАЗЫВАЮ:", "1. Назначить ответственным мастера цеха", "2. Контроль оставляю за собой",
        TEXT],
    "orders": ["1. Утвердить прилагаемое Положение.", "2. Контроль оставляю за собой.",
        "3. Довести приказ до всех", TEXT],
    "rows": [
        "№ Наименование Инв. № Стоимость", "1 Шуруповёрт ИН-4007 27 900", "2 Струбцина ИН-4014 83 200",
        "3 Пылесос цеховой", TEXT,
    ],
    "amounts": [TEXT, "12 Болтов М8", TEXT, "2.5 Литра масла", TEXT],
    "constants": ["Header:", "2 CARD16 MAJOR_VERSION", "4 CARD32 ALIAS_LIST_OFFSET", TEXT],
    "the end of a clause": [
        "11.1. Первую ступень контроля мастер проводит", "ежедневно.",
        "11.2. Премия мастера снижается на 10", "%.",
        "11.3. Акт проверки хранится пять лет.", TEXT,
    ],
    "cells": ["НАИМЕНОВАНИЕ", "КОЛИЧЕСТВО", "СТОИМОСТЬ", "Болт М8", "120", "340"],
    "in a sentence": [
        "При обнаружении признаков пожара работник любого подразделения обязан", "НЕМЕДЛЕННО СООБЩИТЬ",
        "мастеру смены.",
    ],
    "signatures": [TEXT, "ДИРЕКТОР И.И. ПЕТРОВ", "ГЛАВНЫЙ БУХГАЛТЕР А.А. СИДОРОВА"],
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_items_rows_and_cells_are_no_headings(kind: str) -> None:
    assert texts(*LISTS[kind]) == []


def test_items_that_pages_repeat_do_not_leave_the_last_one_alone() -> None:
    lines: list[str] = []
    for place in ("Насос", "Печь", "Кран", "Котёл"):
        lines += [f"Описание узла {place.lower()} и его работы в обычных условиях.", "Меры:"]
        lines += [
            "1. Регулярное обслуживание",
            "2. Исправность датчиков",
            f"3. {place} под наблюдением",
            TEXT,
        ]
    assert texts(*lines, pages=24) == []


TITLES = {
    "contract": (
        ["ДОГОВОР АРЕНДЫ № 5", "Стороны заключили договор о нижеследующем:", "1. Предмет договора",
            "1.1. Арендодатель",
         "передаёт помещение.", "2. Арендная плата", "2.1. Плата вносится ежемесячно.", "3. Срок действия",
         TEXT],
        ["ДОГОВОР АРЕНДЫ № 5", "1. Предмет договора", "2. Арендная плата", "3. Срок действия"],
    ),
    "full stops": (
        ["1. Общие положения.", "1.1. Инструкция обязательна для всех.", "2. Требования.",
            "2.1. Работник обязан.", TEXT],
        ["1. Общие положения.", "2. Требования."],
    ),
    "capitals": (
        ["1. ОБЩИЕ ПОЛОЖЕНИЯ", TEXT, "2. ПОРЯДОК ОПЛАТЫ", TEXT],
        ["1. ОБЩИЕ ПОЛОЖЕНИЯ", "2. ПОРЯДОК ОПЛАТЫ"],
    ),
    "a list between": (
        ["1. Приём", TEXT, "Работник предъявляет:", "1. Паспорт", "2. Диплом", "3. Справку", TEXT,
            "2. Увольнение", TEXT],
        ["1. Приём", "2. Увольнение"],
    ),
    "no full stops": (
        ["1 Introduction", TEXT, "1.1 Scope", TEXT, "1.2 Terms", TEXT, "2 Installation", TEXT],
        ["1 Introduction", "1.1 Scope", "1.2 Terms", "2 Installation"],
    ),
    "values": (
        ["1. Технические данные", "400 В, 50 Гц, 3 фазы", TEXT, "2. Масса", "1200 кг без упаковки", TEXT],
        ["1. Технические данные", "2. Масса"],
    ),
    "roman": (
        ["I. Общие положения", TEXT, "II. Права и обязанности", TEXT],
        ["I. Общие положения", "II. Права и обязанности"],
    ),
    "small letters below": (
        ["ПОЛОЖЕНИЕ", "о порядке хранения документов", "1. Общие положения", TEXT, "2. Хранение", TEXT],
        ["ПОЛОЖЕНИЕ о порядке хранения документов", "1. Общие положения", "2. Хранение"],
    ),
    "wrapped": (
        ["2. Порядок проведения медицинских осмотров работников,", "занятых на тяжёлых работах",
            "2.1. Осмотр проводится",
         "ежегодно.", TEXT],
        ["2. Порядок проведения медицинских осмотров работников, занятых на тяжёлых работах"],
    ),
    "wrapped capitals": (
        ["Глава 26. ГАРАНТИИ И КОМПЕНСАЦИИ РАБОТНИКАМ,", "СОВМЕЩАЮЩИМ РАБОТУ С ОБРАЗОВАНИЕМ,",
         "А ТАКЖЕ РАБОТНИКАМ", "Статья 173. Общее", TEXT],
        ["Глава 26. ГАРАНТИИ И КОМПЕНСАЦИИ РАБОТНИКАМ, СОВМЕЩАЮЩИМ РАБОТУ С ОБРАЗОВАНИЕМ, А ТАКЖЕ РАБОТНИКАМ",
         "Статья 173. Общее"],
    ),
    "bare numbers": (
        ["РАЗДЕЛ V", "ВРЕМЯ ОТДЫХА", "Глава 19", "Отпуска", "Статья 115", TEXT],
        ["РАЗДЕЛ V ВРЕМЯ ОТДЫХА", "Глава 19 Отпуска", "Статья 115"],
    ),
    "appendices": (
        ["Приложение № 1", "к приказу от 12.01.2024 № 5", "ПЕРЕЧЕНЬ ДОЛЖНОСТЕЙ", TEXT,
            "Приложение А (обязательное)", TEXT],
        ["Приложение № 1", "ПЕРЕЧЕНЬ ДОЛЖНОСТЕЙ", "Приложение А (обязательное)"],
    ),
    "english": (
        ["PART ONE", "Chapter 1. General", TEXT, "Article 1. Scope", TEXT, "Appendix A: Forms", TEXT,
            "Schedule 2", TEXT],
        ["PART ONE", "Chapter 1. General", "Article 1. Scope", "Appendix A: Forms", "Schedule 2"],
    ),
    "ordinals": (
        ["Раздел первый. Общее", TEXT, "Глава вторая", "Плата", TEXT, "§ 3. Расчёты", TEXT, "Chapter One",
            TEXT],
        ["Раздел первый. Общее", "Глава вторая Плата", "§ 3. Расчёты", "Chapter One"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TITLES)
def test_titles_are_headings(kind: str) -> None:
    lines, expected = TITLES[kind]
    assert texts(*lines) == expected


def test_a_table_of_contents_is_no_list_of_headings() -> None:
    contents = [
        "Содержание",
        "1. Общие положения 3",
        "2. Отпуск 5",
        "2.1. Перенос 6",
        "Заключение 9",
        "Приложение 1 10",
    ]
    body = ["1. Общие положения", TEXT, "2. Отпуск", TEXT, "2.1. Перенос", TEXT, "Приложение 1", TEXT]
    headings = found(*contents, "", *body)
    assert [h.text for h in headings if h.start > len("\n".join(contents))] == [
        "1. Общие положения",
        "2. Отпуск",
        "2.1. Перенос",
        "Приложение 1",
    ]
    assert not [h for h in headings if 0 < h.start < len("\n".join(contents))]


def test_titles_without_text_that_come_again_are_contents() -> None:
    titles = ["Глава 1. Приём", "Глава 2. Перевод", "Глава 3. Увольнение"]
    lines = [*titles, "", *(line for title in titles for line in (title, TEXT))]
    headings = found(*lines)
    assert [h.text for h in headings] == titles
    assert headings[0].start > len("\n".join(titles))


def test_running_titles_with_the_number_of_their_page_are_none() -> None:
    lines = ["Chapter 2. Structure handling", TEXT]
    for page in range(3, 6):
        lines += [f"Chapter 2: Structure handling {page}", TEXT]
    assert texts(*lines) == ["Chapter 2. Structure handling"]
    assert texts("Приложение 1", TEXT, "Приложение 2", TEXT, "Приложение 3", TEXT) == [
        "Приложение 1",
        "Приложение 2",
        "Приложение 3",
    ]


# --- levels ----------------------------------------------------------------------------------------


def test_a_code_has_its_parts_sections_chapters_and_articles() -> None:
    lines = (
        "ЧАСТЬ ПЕРВАЯ", "Раздел I. ОБЩЕЕ", "Глава 1. НАЧАЛА", "Статья 1. Цели", TEXT, "Статья 2. Задачи",
        TEXT,
        "Глава 2. СТОРОНЫ", "Статья 3. Лица", TEXT, "Раздел II. ДОГОВОР", "Статья 4. Форма", TEXT,
        "ЧАСТЬ ВТОРАЯ", "Раздел III. ОПЛАТА", TEXT,
    )  # fmt: skip
    assert tree(found(*lines)) == {
        "ЧАСТЬ ПЕРВАЯ": "", "Раздел I. ОБЩЕЕ": "ЧАСТЬ ПЕРВАЯ", "Глава 1. НАЧАЛА": "Раздел I. ОБЩЕЕ",
        "Статья 1. Цели": "Глава 1. НАЧАЛА", "Статья 2. Задачи": "Глава 1. НАЧАЛА",
        "Глава 2. СТОРОНЫ": "Раздел I. ОБЩЕЕ", "Статья 3. Лица": "Глава 2. СТОРОНЫ",
        "Раздел II. ДОГОВОР": "ЧАСТЬ ПЕРВАЯ", "Статья 4. Форма": "Раздел II. ДОГОВОР",
        "ЧАСТЬ ВТОРАЯ": "", "Раздел III. ОПЛАТА": "ЧАСТЬ ВТОРАЯ",
    }  # fmt: skip


def test_numbers_nest() -> None:
    lines = (
        "1. Общее", TEXT, "1.1. Цели", TEXT, "1.1.1. Задачи", TEXT, "1.1.2. Сроки", TEXT, "1.2. Лица", TEXT,
        "2. Оплата", TEXT, "Приложение № 2. Форма", "1. Заявитель", TEXT, "2. Основание", TEXT,
    )  # fmt: skip
    assert tree(found(*lines)) == {
        "1. Общее": "", "1.1. Цели": "1. Общее", "1.1.1. Задачи": "1.1. Цели", "1.1.2. Сроки": "1.1. Цели",
        "1.2. Лица": "1. Общее", "2. Оплата": "", "Приложение № 2. Форма": "",
        "1. Заявитель": "Приложение № 2. Форма", "2. Основание": "Приложение № 2. Форма",
    }  # fmt: skip


def test_roman_numbers_stand_above_arabic_ones() -> None:
    lines = ("I. Общее", "1. Цели", TEXT, "2. Лица", TEXT, "II. Порядок", "1. Приём", TEXT, "2. Учёт", TEXT)
    above = tree(found(*lines))
    assert above["1. Цели"] == above["2. Лица"] == "I. Общее"
    assert above["1. Приём"] == above["2. Учёт"] == "II. Порядок"


def test_english_agreements_have_sections_in_articles_and_codes_articles_in_sections() -> None:
    above = tree(found("ARTICLE 1. TERMS", TEXT, "Section 1.1. Scope", TEXT, "ARTICLE 2. FEES", TEXT))
    assert above["Section 1.1. Scope"] == "ARTICLE 1. TERMS"
    above = tree(
        found("SECTION I. GENERAL", "Chapter 1. Aims", "Article 1. Scope", TEXT, "SECTION II. PAY", TEXT)
    )
    assert above["Chapter 1. Aims"] == "SECTION I. GENERAL"
    assert above["Article 1. Scope"] == "Chapter 1. Aims"
    assert above["SECTION II. PAY"] == ""


def test_points_of_an_article_stand_under_it() -> None:
    above = tree(found("ARTICLE 5. FEES", "5.1. Rates", TEXT, "5.2. Taxes", TEXT, "ARTICLE 6. TERM", TEXT))
    assert above["5.1. Rates"] == above["5.2. Taxes"] == "ARTICLE 5. FEES"
    assert above["ARTICLE 6. TERM"] == ""


def test_introduction_and_conclusion_stand_beside_the_chapters() -> None:
    above = tree(
        found(
            "ВВЕДЕНИЕ",
            TEXT,
            "1. АНАЛИЗ",
            TEXT,
            "1.1. Рынок",
            TEXT,
            "1.2. Цены",
            TEXT,
            "2. ПЛАН",
            TEXT,
            "ЗАКЛЮЧЕНИЕ",
            TEXT,
        )
    )
    assert above["1. АНАЛИЗ"] == above["2. ПЛАН"] == above["ВВЕДЕНИЕ"] == above["ЗАКЛЮЧЕНИЕ"] == ""
    assert above["1.1. Рынок"] == "1. АНАЛИЗ"


def test_sizes_make_levels() -> None:
    body = [(11.0, TEXT)] * 4
    headings = sized(
        (24.0, "Руководство оператора"), *body, (18.0, "Подготовка"), *body, (14.0, "Проверка масла"), *body,
        (18.0, "Работа"), *body, (14.0, "Пуск и остановка станка"), *body,
    )  # fmt: skip
    assert tree(headings) == {
        "Руководство оператора": "", "Подготовка": "Руководство оператора", "Проверка масла": "Подготовка",
        "Работа": "Руководство оператора", "Пуск и остановка станка": "Работа",
    }  # fmt: skip


def test_sizes_beside_numbers() -> None:
    body = [(11.0, TEXT)] * 4
    headings = sized(
        (24.0, "EB-440 Edge Banding Machine"), *body, (16.0, "Foreword"), *body, (16.0, "1. Safety"), *body,
        (13.0, "Before you start"), *body, (16.0, "2. Maintenance"), *body,
    )  # fmt: skip
    above = tree(headings)
    assert above["1. Safety"] == above["2. Maintenance"] == above["Foreword"] == "EB-440 Edge Banding Machine"
    assert above["Before you start"] == "1. Safety"


def test_large_type_that_is_text_is_no_heading() -> None:
    quote = [(16.0, f"Мы работаем для того, чтобы каждый дом был тёплым {at}") for at in range(6)]
    assert sized((11.0, TEXT), (11.0, TEXT), (11.0, TEXT), *quote, *[(11.0, TEXT)] * 9) == []
    wrongly = (16.0, "The cache files contain the same information as the lists, magic, subclasses, aliases")
    assert (
        sized(
            (11.0, TEXT),
            wrongly,
            (11.0, "and the files of names, in a form that is read at once."),
            (11.0, TEXT),
        )
        == []
    )


def test_a_large_title_over_two_lines_is_one() -> None:
    headings = sized(
        (20.0, "Сепараторы первой ступени"), (20.0, "Предварительная сепарация"), *[(11.0, TEXT)] * 3,
        (20.0, "УПСВ"), *[(11.0, TEXT)] * 3,
    )  # fmt: skip
    assert [heading.text for heading in headings] == [
        "Сепараторы первой ступени Предварительная сепарация",
        "УПСВ",
    ]


def test_a_large_letterhead_is_not_the_title() -> None:
    headings = sized(
        (16.0, "ООО «Северный ветер»"), (16.0, "ПРИКАЗ № 17"), (11.0, "г. Пермь"),
            (14.0, "О летнем режиме работы"),
        *[(11.0, TEXT)] * 3,
    )  # fmt: skip
    assert tree(headings) == {"ПРИКАЗ № 17": "", "О летнем режиме работы": "ПРИКАЗ № 17"}


def test_a_title_page_names_the_document_and_not_the_town() -> None:
    headings = sized(
        (14.0, "ООО «Север»"), (20.0, "ИНСТРУКЦИЯ"), (16.0, "по эксплуатации станков"),
        (14.0, "Малая Ветлань"), (14.0, "2024"), (16.0, "Введение"), *[(11.0, TEXT)] * 3,
        (16.0, "1. Пуск"), (11.0, TEXT), (16.0, "2. Уход"),
        *[(11.0, TEXT)] * 3,
    )  # fmt: skip
    above = tree(headings)
    assert list(above) == ["ИНСТРУКЦИЯ по эксплуатации станков", "Введение", "1. Пуск", "2. Уход"]
    assert set(above.values()) == {"", "ИНСТРУКЦИЯ по эксплуатации станков"}


def test_sentences_in_the_line_of_a_title_are_no_part_of_it() -> None:
    assert texts(
        "ARTICLE II", "SERVICES", "Section 2.1 Scope. The Provider shall perform the Services.", TEXT,
        "Section 2.2 Duties of the Customer. The Customer shall:", "(a) provide access;",
        "EXHIBIT A", "Description", "Статья 56. Понятие договора. Стороны договора", TEXT,
    ) == [
        "ARTICLE II SERVICES", "Section 2.1 Scope", "Section 2.2 Duties of the Customer",
        "EXHIBIT A Description",
        "Статья 56. Понятие договора. Стороны договора",
    ]  # fmt: skip
