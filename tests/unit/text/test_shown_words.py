"""What a person reads of a model's Markdown."""

import pytest

from workers.text.shown_words import shown_words


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**важ**но и ***очень***", "важно и очень"),
        ("# Итог\n\n- первое\n* второе\n1. третье", "Итог\n\nпервое\nвторое\n1. третье"),
        ("2 * 3 = 6, файл a_b_c.txt и _вот_", "2 * 3 = 6, файл a_b_c.txt и вот"),
        (r"\*\*не жирно\*\* и a\_b", "**не жирно** и a_b"),
        ("см. [приказ](https://x.ru/1) и ![вид](a.png)конец", "см. приказ и конец"),
        ("> 7. Пункт a_b_c * d **жирно**\nслова", "7. Пункт a_b_c * d жирно\nслова"),
        ("| имя | срок |\n|---|:-:|\n| отпуск | **28** |", "имя   срок\n\nотпуск   28"),
        ("```python\nx = 1\n```\nи `код`", "x = 1\n\nи код"),
        ("~~было~~ **a *b* c**", "было a b c"),
        ("плита 5*10*2 м, 2*3 и 4*5, *вот*, **10**", "плита 5*10*2 м, 2*3 и 4*5, вот, 10"),
        ("- \n—", "—"),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(markdown: str, shown: str) -> None:
    assert shown_words(markdown) == shown
