"""Two texts sentence by sentence."""

import random
import time

from workers.text import differences

FIRST = (
    "Договор поставки № 17. Поставщик передаёт товар в течение 10 рабочих дней. Цена товара — 125 000 рублей."
    "\n\nЗа просрочку начисляется пеня. Споры решаются в суде Пермского края. "
    "Договор действует до конца года."
)
SECOND = (
    "Договор поставки № 17. Споры решаются в суде Пермского края. Поставщик передаёт товар в течение "
    "пятнадцати рабочих дней. Цена товара — 125000 рублей.\n\nОбмен письмами допускается. "
    "Договор  действует до конца года."
)


def told(first: str, second: str) -> list[tuple[str, str, bool, bool]]:
    """(sentence of the first text, of the second, the same, moved) line by line."""
    spans, others, pairs = differences.compared(first, second)
    return [
        (
            first[slice(*spans[pair.first])] if pair.first is not None else "",
            second[slice(*others[pair.second])] if pair.second is not None else "",
            pair.same,
            pair.elsewhere is not None,
        )
        for pair in pairs
    ]


def test_what_changed_moved_came_and_went_is_told_apart() -> None:
    lines = told(FIRST, SECOND)
    assert ("Договор поставки № 17.", "Договор поставки № 17.", True, False) in lines
    assert ("", "Обмен письмами допускается.", False, False) in lines
    assert ("За просрочку начисляется пеня.", "", False, False) in lines
    moved = [line for line in lines if line[3]]
    assert [bool(line[0]) for line in moved] == [False, True]  # at its place in the second, then in the first
    changed = [line for line in lines if line[0] and line[1] and not line[2]]
    assert [line[0][:9] for line in changed] == ["Поставщик", "Цена това"]
    assert lines[-1][2], "white space is no difference"


def test_every_sentence_of_both_texts_has_its_line_once_and_in_order() -> None:
    spans, others, pairs = differences.compared(FIRST, SECOND)
    assert [pair.first for pair in pairs if pair.first is not None] == list(range(len(spans)))
    assert [pair.second for pair in pairs if pair.second is not None] == list(range(len(others)))


def test_the_words_that_differ_are_marked_in_both() -> None:
    first, second = "Пеня 0,1 % за день.", "Пеня 0,5 % за каждый день."
    one, other = differences.changed_words(first, second)
    assert [first[a:b] for a, b in one] == ["0,1"]
    assert [second[a:b] for a, b in other] == ["0,5", "каждый"]
    first, second = "Цена 1 250 000 рублей.", "Цена 1\u00a0320\u00a0000,50 рублей."
    one, other = differences.changed_words(first, second)
    assert [first[a:b] for a, b in one] == ["1 250 000"]
    assert [second[a:b] for a, b in other] == ["1\u00a0320\u00a0000,50"]


def test_figures_are_the_same_in_digits_and_words() -> None:
    assert differences.figures("в течение десяти дней") == differences.figures("в течение 10 дней")
    assert differences.figures("125 000 рублей") != differences.figures("125 500 рублей")


def test_equal_texts_are_the_same_and_empty_ones_too() -> None:
    for text in (FIRST, ""):
        spans, others, pairs = differences.compared(text, text)
        assert all(pair.same for pair in pairs)
        assert differences.share_of_same(text, text, (spans, others), pairs) == 1.0
    spans, others, pairs = differences.compared(FIRST, "")
    assert differences.share_of_same(FIRST, "", (spans, others), pairs) == 0.0


def test_a_book_against_its_new_edition_takes_no_square_of_its_length() -> None:
    generator = random.Random(7)
    words = [f"слово{number}" for number in range(4000)]
    lines = [" ".join(generator.choices(words, k=12)).capitalize() + "." for _ in range(4000)]
    edition = [line.replace("слово1", "речь1") if generator.random() < 0.3 else line for line in lines]
    began = time.process_time()
    *_, pairs = differences.compared(" ".join(lines), " ".join(edition))
    assert time.process_time() - began < 10
    assert sum(pair.first is not None and pair.second is not None for pair in pairs) > 3900
