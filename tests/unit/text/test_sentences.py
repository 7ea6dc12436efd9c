"""Sentence borders in Russian and English."""

import pytest

from workers.text import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Отпуск длится 28 дней.", "Он оплачивается."],
        ["Согласно ст. 115 ТК РФ и п. 4.2 Правил отпуск длится 28 дней.", "Это минимум."],
        ["Выдать 1 200,50 руб. наличными.", "Остаток 3.5 тыс. руб. вернуть в кассу."],
        ["Директор И. И. Иванов подписал приказ.", "А. Б. Петрова ознакомлена."],
        ["Приказ подписал И.И. Иванов.", "Он действует с 1 марта."],
        ["4.2. Работник подаёт заявление.", "4.3. Заявление рассматривается."],
        ["Статья 115. Продолжительность отпуска.", "Отпуск равен 28 дням."],
        ["Офис находится в г. Перми на ул. Ленина, д. 5, кв. 7."],
        ["Правила введены в 2024 г.", "Работники ознакомлены."],
        ["Оплачиваются билеты, бензин и т. д.", "Прочее не оплачивается."],
        ["Бумага, ручки и т.п. закупаются отделом, т.е. централизованно."],
        ["Можно ли перенести отпуск?", "Да!", "Подайте заявление…", "Его рассмотрят."],
        ["Он сказал: «Отпуск дали.»", "Все обрадовались."],
        ["См. табл. 3 и рис. 2.", "Приложение № 1 обязательно."],
        ["Dr. Smith wrote it, e.g. on p. 5.", "The limit is 2.5 kg.", "Ask Acme Inc. for more."],
        ["Turn the pump off (see Fig. 3).", "Wait 10 min. before opening."],
        ["Срок окончен в 2024.", "Дальше новый."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected
    assert split("\n\n".join(expected)) == expected


def test_a_note_of_an_editor_between_two_sentences_ends_with_the_first() -> None:
    law = [
        "Статья 11. Доставка\n(в ред. Федерального закона от 02.07.2013 N 185-ФЗ)",
        "Пропуск выдают в день обращения.\n(часть вторая введена Федеральным законом от 30.06.2006 N 90-ФЗ,\n"
        "в ред. Федерального закона (закона о пропусках) от 05.04.2021 N 74-ФЗ)",
        "Гостя встречает сотрудник.",
    ]
    assert split("\n".join(law)) == law
    # What stands in brackets within a sentence is a part of it, whatever line it begins.
    whole = "Пропуск выдаёт охрана\n(далее - пост)\nОфиса в день обращения."
    assert split(whole) == [whole]
    for inside in (
        "Пеню платят в размере\n(в ред. Закона N 5)\n50 процентов долга.",
        "Порядок установлен\n(в ред. Закона N 5)\nПравительством.",
    ):
        assert split(inside) == [inside]


def test_a_row_of_a_table_goes_on_after_an_abbreviation() -> None:
    rows = ["Город | Срок, дн. | Цена, руб.", "Тверь | 3 | 450"]
    assert split("\n".join(rows)) == rows


def test_a_wrapped_line_is_no_border() -> None:
    text = "Работник имеет право\nна отпуск 28\nкалендарных дней. Иной срок\nустановлен законом."
    assert len(split(text)) == 2
    assert len(split("в соответствии с пунктом\n4.2. настоящих Правил")) == 1


def test_blank_lines_items_and_rows_are_borders() -> None:
    assert split("Нужны:\n- паспорт\n- заявление\n\nСрок — день") == [
        "Нужны:", "- паспорт", "- заявление", "Срок — день",
    ]  # fmt: skip
    assert split("Город | Сумма\nМосква | 1200\nПермь | 900") == [
        "Город | Сумма",
        "Москва | 1200",
        "Пермь | 900",
    ]
    rows = "Товар: Насос; Цена: 1200\nТовар: Кран; Цена: 90"
    assert split(rows) == rows.split("\n")


def test_every_visible_character_is_in_one_sentence() -> None:
    text = "  1. Раз. Два\n\n\nТри! (Четыре.) «Пять»... г. Пермь\t\n"
    spans = sentences.split(text)
    covered = [False] * len(text)
    for start, end in spans:
        assert start < end
        for index in range(start, end):
            assert not covered[index]
            covered[index] = True
    assert all(done or char.isspace() for done, char in zip(covered, text, strict=True))


def test_nothing_and_long_texts() -> None:
    assert sentences.split("") == []
    assert sentences.split(" \n ") == []
    assert len(split("Это предложение. " * 20_000)) == 20_000
