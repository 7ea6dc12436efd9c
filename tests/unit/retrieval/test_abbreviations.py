"""What an abbreviation stands for, as documents say it."""

import pytest

from workers.retrieval import abbreviations


@pytest.mark.parametrize(
    ("short", "text", "phrase"),
    [
        ("ЛКМ", "Склад хранит лакокрасочные материалы (далее — ЛКМ) отдельно.", "лакокрасочные материалы"),
        ("ЛКМ", "лакокрасочные материалы (далее по тексту – «ЛКМ»)", "лакокрасочные материалы"),
        ("ООО", "ООО (Общество с ограниченной ответственностью)", "Общество с ограниченной ответственностью"),
        (
            "ООО",
            "Общество с ограниченной ответственностью (ООО) «Клён»",
            "Общество с ограниченной ответственностью",
        ),
        ("ОГК", "ОГК — отдел главного конструктора, комната 12.", "отдел главного конструктора"),
        ("СИЗ", "Выдают средства индивидуальной защиты (СИЗ).", "средства индивидуальной защиты"),
        ("PPE", "personal protective equipment (hereinafter “PPE”)", "personal protective equipment"),
        # Nothing says so, or other words stand before it.
        ("ЛКМ", "ЛКМ хранят отдельно.", ""), ("ОТ", "Работник Петров (ОТ)", ""),
        ("НДС", "Цена без НДС (20 %)", ""), ("СИЗ", "со склада (СИЗ)", ""),
    ],
)  # fmt: skip
def test_what_it_stands_for(short: str, text: str, phrase: str) -> None:
    assert abbreviations.meaning(short, ["Ничего.", text]) == phrase


def test_abbreviations_of_a_question() -> None:
    assert abbreviations.in_question("Кто подписывает поставки ЛКМ и НДС по EB-440?") == ["ЛКМ", "НДС"]
    assert abbreviations.in_question("Кто отвечает?") == []


def test_phrases_may_be_abbreviated() -> None:
    found = abbreviations.shortened("Кому выдают средства индивидуальной защиты и обувь?")
    assert found["СИЗ"] == "средства индивидуальной защиты"
    assert abbreviations.says("средствами индивидуальной защиты", "средства индивидуальной защиты")
    assert not abbreviations.says("средства защиты", "средства индивидуальной защиты")
