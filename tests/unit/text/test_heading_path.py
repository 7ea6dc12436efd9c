"""The line of headings over a passage."""

import pytest

from workers.text import heading_path

PATHS = {
    "Глава 3 › Статья 7": ["Статья 7"],
    "Глава 3 › Статья 7 · Статья 8": ["Статья 7", "Статья 8"],
    "Глава 3 › Статья 7 · Глава 4 › Статья 8": ["Статья 7", "Статья 8"],
    "Статья 22. Обязанности › Работодатель обязан:": ["Статья 22. Обязанности"],
    "Цены › Таблица 2. Насосы › Товар | Цена": ["Таблица 2. Насосы"],
    "Опись › № п/п Предмет Число": ["Опись"],
    "Chapter 2 › The employer must:": ["Chapter 2"],
    "Склад": ["Склад"],
    "Работник имеет право:": [],
    "": [],
}


@pytest.mark.parametrize("path", PATHS)
def test_innermost_titles(path: str) -> None:
    assert heading_path.titles(path) == PATHS[path]
    assert heading_path.last_title(path) == " · ".join(PATHS[path])


def test_parts() -> None:
    path = "Глава 3 › Статья 7 · Глава 4 › Статья 8 › Работодатель обязан:"
    assert heading_path.parts(path) == ["Глава 3", "Статья 7", "Глава 4", "Статья 8"]
    assert heading_path.parts("") == []


def test_joined() -> None:
    assert heading_path.joined(["A"], [["B"], ["C", "D"]], "All must:") == "A › B · C › D › All must:"
    assert heading_path.joined([], [["B"]]) == "B"
    assert heading_path.joined([], [], "All must:") == "All must:"


def test_nested() -> None:
    found = heading_path.nested([(1, "Раздел I"), (4, "Статья 1"), (4, "Статья 2"), (1, "Раздел II")])
    assert found == [("Раздел I",), ("Раздел I", "Статья 1"), ("Раздел I", "Статья 2"), ("Раздел II",)]
