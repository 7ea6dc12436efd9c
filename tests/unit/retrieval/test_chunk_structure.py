"""A chunk can be read alone: it names its sections, the words before its list, the names of its columns."""

from pathlib import Path

import pytest

from workers import reading
from workers.contract.reading import ExtractedDocument, Heading
from workers.reading import ReadOptions
from workers.retrieval.chunking import LIMIT, Chunk, chunk, estimate_tokens

SENTENCE = "Работник соблюдает правила внутреннего распорядка и бережно относится к имуществу фабрики. "


def cut(text: str, *headings: tuple[int, str], definitions: tuple[str, ...] = ()) -> list[Chunk]:
    """The chunks of a text in which headings and marked definitions begin with these words."""
    found = tuple(Heading(text.index(title), level, title) for level, title in headings)
    marked = tuple((text.index(term), text.index(term) + len(term)) for term in definitions)
    return chunk(ExtractedDocument(text, (), found, "", "txt", definitions=marked))


def holding(chunks: list[Chunk], words: str) -> Chunk:
    return next(one for one in chunks if words in " ".join(one.text.split()))


# --- titles ----------------------------------------------------------------------------------------


def test_joined_articles_keep_both_titles() -> None:
    text = (
        "Глава 19. ОТПУСКА\n\nСтатья 114. Ежегодные отпуска\n\nОтпуск предоставляется ежегодно.\n\n"
        f"Статья 115. Продолжительность отпуска\n\n{SENTENCE * 8}"
    )
    chunks = cut(
        text,
        (2, "Глава 19. ОТПУСКА"),
        (4, "Статья 114. Ежегодные отпуска"),
        (4, "Статья 115. Продолжительность отпуска"),
    )
    assert chunks[0].heading == (
        "Глава 19. ОТПУСКА › Статья 114. Ежегодные отпуска · Статья 115. Продолжительность отпуска"
    )


def test_many_small_sections_are_all_named() -> None:
    names = [f"{number}. Порядок действий дежурного на посту номер {number}" for number in range(1, 7)]
    text = "\n\n".join(f"{name}\n\nДежурный сообщает о начале смены." for name in names)
    for one in cut(text, *((2, name) for name in names)):
        for name in names:
            assert (name in one.text) == (name.split(" дежурного")[0] in one.heading)


def test_what_sections_share_is_named_once() -> None:
    titles = ["Руководство", "1 Безопасность", "1.1 Правила", "1.2 Защита", "2 Пуск"]
    text = "\n\n".join(f"{title}\n\nКратко." for title in titles)
    levels = (1, 2, 3, 3, 2)
    chunks = cut(text, *zip(levels, titles, strict=True))
    assert chunks[0].heading == "Руководство › 1 Безопасность › 1.1 Правила · 1.2 Защита · 2 Пуск"


def test_sections_of_different_chapters_keep_their_innermost_titles() -> None:
    chapters = [
        "Глава 21. ЗАРАБОТНАЯ ПЛАТА И ГАРАНТИИ ЕЁ ВЫПЛАТЫ РАБОТНИКАМ ВСЕХ КАТЕГОРИЙ ПРЕДПРИЯТИЯ",
        "Глава 22. НОРМИРОВАНИЕ ТРУДА И ПЕРЕСМОТР НОРМ НА УЧАСТКАХ С НЕПРЕРЫВНЫМ ПРОИЗВОДСТВОМ",
    ]
    first, second = "Статья 158. Оплата труда при освоении новых производств", "Статья 159. Общие положения"
    text = f"{chapters[0]}\n\n{first}\n\nКратко.\n\n{chapters[1]}\n\n{second}\n\n{SENTENCE * 9}"
    chunks = cut(text, (2, chapters[0]), (4, first), (2, chapters[1]), (4, second))
    assert first in chunks[0].heading and second in chunks[0].heading


def test_a_heading_stays_with_its_text() -> None:
    text = f"1. Приём\n\n{SENTENCE * 30}\n\n2. Выдача\n\n{SENTENCE * 30}"
    chunks = cut(text, (2, "1. Приём"), (2, "2. Выдача"))
    assert all(len(one.text) > 200 for one in chunks)
    assert holding(chunks, "2. Выдача").text.startswith("2. Выдача")


# --- lists -----------------------------------------------------------------------------------------

LONG = "соблюдать требования, которые установлены правилами, инструкциями и графиками предприятия"
LISTS = {
    "semicolons": ("Работодатель обязан:", [f"{LONG} номер {at};" for at in range(30)]),
    "bullets": ("Работодатель обязан:", [f"• {LONG} номер {at};" for at in range(30)]),
    "dashes": ("Стороны вправе требовать:", [f"- {LONG} номер {at}." for at in range(30)]),
    "numbers": ("Договор прекращается в случаях:", [f"{at}) {LONG} номер {at};" for at in range(1, 30)]),
    "points": ("Комиссия:", [f"{at}. Проверяет, как должны {LONG} номер {at}." for at in range(1, 30)]),
    "letters": (
        "4.2. Для приёма работник предъявляет:",
        [f"{letter}) {LONG} номер {at};" for at, letter in enumerate("абвгдежзиклмнопрстуфхц")],
    ),
    "english": (
        "The employer must provide:",
        [f"{at}. Protective equipment of the kind that the instructions of workshop {at} require." for at in
         range(1, 40)],
    ),
    "sentences": (
        "Пропуск изымается, если:",
        [f"{at}) работник уволен по причине {at}. {SENTENCE.strip()}" for at in range(1, 25)],
    ),
    "amended": (
        "Работник имеет право на:",
        [f"{LONG} номер {at};\n(в ред. Федерального закона от 30.06.2006 N 90-ФЗ)" for at in range(20)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_each_part_of_a_long_list_has_its_head(kind: str, gap: str) -> None:
    lead, items = LISTS[kind]
    after = "\n\nПосле перечня начинается рассказ о другом предмете. " + SENTENCE * 20
    chunks = cut(f"Обязанности\n\n{SENTENCE}\n\n{lead}{gap}{gap.join(items)}{after}", (1, "Обязанности"))
    parts = [one for one in chunks if "номер" in one.text or "workshop" in one.text or "уволен" in one.text]
    assert len(parts) >= 3
    for one in parts:
        assert lead in f"{one.heading}\n{one.text}"
        assert one.heading.startswith("Обязанности")
    assert lead not in chunks[-1].heading  # the list has ended


def test_a_list_inside_one_paragraph_keeps_its_head() -> None:
    items = "; ".join(f"{at}) {LONG} номер {at}" for at in range(1, 40))
    chunks = cut(f"Работодатель обязан: {items}.")
    assert len(chunks) >= 4
    assert all("Работодатель обязан:" in f"{one.heading}\n{one.text}" for one in chunks)


def test_a_list_in_a_list_names_both_heads() -> None:
    inner = "\n".join(f"{letter}) {LONG} номер {at};" for at, letter in enumerate("абвгдежзик"))
    outer = "\n".join(f"{at}) {LONG} случай {at};" for at in range(7, 30))
    text = f"Договор расторгается в случаях:\n5) ликвидации;\n6) грубого нарушения:\n{inner}\n{outer}"
    chunks = cut(text)
    assert "6) грубого нарушения:" in chunks[1].heading and "Договор расторгается" in chunks[1].heading
    last = chunks[-1].heading
    assert "Договор расторгается в случаях:" in last and "нарушения" not in last


def test_a_long_head_is_shortened_to_what_is_said() -> None:
    lead = (
        "В целях обеспечения прав и свобод человека и гражданина работодатель и его представители (далее - "
        "стороны) при обработке персональных данных работника в порядке, который установлен настоящими "
        "правилами и приказами руководителя, обязаны соблюдать следующие требования:"
    )
    chunks = cut(lead + "\n" + "\n".join(f"{at}) {LONG} номер {at};" for at in range(1, 30)))
    for one in chunks[1:]:
        assert one.heading.startswith("В целях обеспечения") and len(one.heading) < 200
        assert one.heading.endswith("обязаны соблюдать следующие требования:")


def test_no_chunk_ends_with_the_head_of_a_list() -> None:
    for before in range(1, 12):
        text = f"{SENTENCE * before}\n\nРиски:\n" + "\n".join(f"{at}. {LONG};" for at in range(1, 40))
        assert not any(one.text.endswith("Риски:") for one in cut(text))


def test_speech_is_no_list() -> None:
    text = f"Директор сказал: {SENTENCE * 30}"
    assert all(not one.heading for one in cut(text))


# --- tables ----------------------------------------------------------------------------------------


def test_each_part_of_a_table_has_the_names_of_its_columns() -> None:
    rows = "\n".join(f"Насос центробежный {at} | {at * 100} | Пермь, склад {at}" for at in range(60))
    text = f"Цены\n\nТаблица 3. Насосы\n\nНаименование | Цена, руб. | Склад\n{rows}\n\n{SENTENCE * 20}"
    chunks = cut(text, (1, "Цены"))
    parts = [one for one in chunks if "Насос центробежный" in one.text]
    assert len(parts) >= 3
    for one in parts[1:]:
        assert one.heading == "Цены › Таблица 3. Насосы › Наименование | Цена, руб. | Склад"
    assert chunks[-1].heading == "Цены"


def test_years_name_columns() -> None:
    rows = "\n".join(f"Показатель работы участка {at} | {at * 10} | {at * 11}" for at in range(90))
    chunks = cut(f"Показатель | 2024 | 2025 г.\n{rows}")
    assert len(chunks) >= 3
    assert all("Показатель | 2024 | 2025 г." in f"{one.heading}\n{one.text}" for one in chunks)


def test_a_table_without_names_of_columns_has_none() -> None:
    rows = "\n".join(f"Насос {at} | {at * 100} | Пермь, большой склад у вокзала" for at in range(60))
    assert all(not one.heading for one in cut(rows))


def test_rows_of_a_page_that_are_counted_keep_the_head_of_the_table() -> None:
    rows = "\n".join(
        f"{at} Шуруповёрт аккумуляторный исп.\n{at} ИН-{at} 6 27 900 исправен" for at in range(1, 50)
    )
    text = f"Опись\n\n№ Наименование Инв. № Стоимость,\nруб.\nСостояние\n{rows}"
    chunks = cut(text, (1, "Опись"))
    assert len(chunks) >= 3
    for one in chunks[1:]:
        assert one.heading == "Опись › № Наименование Инв. № Стоимость, руб. Состояние"


# --- definitions -----------------------------------------------------------------------------------

GLOSSARIES = {
    "dashes": ("1. Термины и определения", "{term} — {meaning}.\n"),
    "hyphens": ("Статья 2. Основные понятия", "{term} - {meaning};\n"),
    "bullets": ("5. Сокращения", "• {term} — {meaning};\n"),
    "points": ("Термины, понятия и сокращения", "1.{at}. {term} – {meaning}.\n"),
    "standard": ("3 Термины и определения", "3.{at} {term}: {meaning}.\n"),
    "colons": ("Глоссарий", "{term}: {meaning}\n\n"),
    "means": ("2. Definitions", "“{term}” means {meaning}.\n\n"),
    "verb": ("Основные понятия", "{term} (далее также — объект) означает {meaning}.\n"),
    "table": ("Перечень сокращений", "{term} | {meaning}\n"),
    "sheet": ("Лист1", "Термин: {term}; Определение: {meaning}\n"),
    "lead": ("1. Общие положения", "{term} — {meaning};\n"),
    "columns": ("Приложение", "{term} | {meaning}\n"),
}
BEFORE = {
    "lead": "1.1. В настоящем регламенте используются следующие термины:\n",
    "columns": "Термин | Определение\n",
}
TERMS = {
    "Система автоматизации": "совокупность программ, которые управляют цехом",
    "Владелец процесса": "работник, который отвечает за результат",
    "Журнал операций": "перечень действий, записанных по порядку времени",
    "Заявка": "обращение работника, которое получило номер",
}


@pytest.mark.parametrize("kind", GLOSSARIES)
def test_definitions_are_found_one_by_one(kind: str) -> None:
    heading, row = GLOSSARIES[kind]
    rows = (row.format(at=at, term=term, meaning=TERMS[term]) for at, term in enumerate(TERMS, 1))
    text = f"{heading}\n\n{BEFORE.get(kind, '')}{''.join(rows)}"
    chunks = cut(text.strip(), (1, heading))
    for term, meaning in TERMS.items():
        one = holding(chunks, meaning)
        assert term in one.text and heading in one.heading
        assert not any(other in one.text for other in TERMS.values() if other != meaning)
        assert "следующие термины" not in one.heading


def test_definitions_that_a_file_marks() -> None:
    words = [f"Клапан {at} — {SENTENCE.strip()}" for at in range(5)]
    chunks = cut("\n\n".join([*words, "Конец перечня."]), definitions=tuple(words))
    assert [one.text for one in chunks] == [*words, "Конец перечня."]


def test_what_follows_definitions_belongs_to_none() -> None:
    terms = "\n".join(f"{term} — {meaning};" for term, meaning in TERMS.items())
    lead = "1.1. Применяются следующие понятия:"
    for after in ("1.2. Регламент пересматривает комиссия.", "\nРегламент пересматривает комиссия."):
        chunks = cut(f"1. Общие положения\n\n{lead}\n{terms}\n{after}", (1, "1. Общие положения"))
        assert len(chunks) == 5
        assert "комиссия" in chunks[-1].text and "Заявка" not in chunks[-1].text


def test_a_long_definition_keeps_its_term_in_each_part() -> None:
    text = f"Термины и определения\n\nЗаявка — обращение. {SENTENCE * 40}\n\nЖурнал — перечень действий."
    chunks = cut(text, (1, "Термины и определения"))
    assert len(chunks) >= 4
    assert all("Заявка" in f"{one.heading}\n{one.text}" for one in chunks[:-1])
    assert "Заявка" not in f"{chunks[-1].heading}\n{chunks[-1].text}"


def test_what_is_no_list_of_definitions_is_cut_as_before() -> None:
    for heading, rows in (
        ("3. Порядок определения стажа", [f"Цех {at} — {at} человек." for at in range(1, 9)]),
        ("Terms and conditions", [f"Delivery {at} - within {at} days." for at in range(1, 9)]),
        ("4. Сроки", [f"Отдел {at} — до {at} марта." for at in range(1, 9)]),
    ):
        assert len(cut(heading + "\n\n" + "\n".join(rows), (1, heading))) == 1


def test_chunks_stay_within_the_embedder() -> None:
    lead = "Работодатель обязан обеспечить, когда это предусмотрено договором и правилами предприятия:"
    title = (
        "Статья 214. " + "Обязанности работодателя в области охраны труда и промышленной безопасности " * 2
    )
    text = f"{title}\n\n{lead}\n" + "\n".join(f"{at}) {LONG} номер {at};" for at in range(1, 90))
    for one in cut(text, (4, title)):
        assert estimate_tokens(f"{one.heading}\n{one.text}") <= LIMIT + 130


def test_a_real_table_of_a_document(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Станок {at}</td><td>{at}</td><td>Цех № {at}</td></tr>" for at in range(80))
    path = tmp_path / "a.html"
    path.write_text(
        f"<h1>Опись</h1><table><tr><th>Предмет</th><th>Число</th><th>Место</th></tr>{rows}</table>", "utf-8"
    )
    chunks = chunk(reading.read_any(path, ReadOptions()))
    assert len(chunks) >= 3
    assert all("Предмет | Число | Место" in f"{one.heading}\n{one.text}" for one in chunks)
