"""In what an answer is counted, and places that count nothing in it."""

import pytest

from workers.answering.asked_measure import asked_in, lacks

COUNTING = "Обед стоит 250 рублей, перерыв длится 45 минут, двери открыты с 9 до 18."
PLAIN = "Пропуск выдаёт охрана, а продлевает отдел кадров."


@pytest.mark.parametrize(
    ("question", "answers", "others"),
    [
        ("Сколько стоит пропуск?", "Пропуск стоит 350 рублей.", "Пропуск действует 5 лет."),
        ("Почём бочка нефти?", "Баррель продали за 70 $.", "Добыто 40 тонн нефти."),
        ("На какой штраф нарвётся директор?", "Штраф — 30 000 руб.", "Директор увольняет за 3 дня."),
        ("Сколько иностранец платит за патент?", "За патент платят 6 500 рублей.", "Патент дают на год."),
        ("Сколько рублей в день на питание?", "Суточные — 700 руб.", "Питание — с 12 до 13."),
        ("Сколько сейчас минималка в рублях?", "МРОТ равен 19 242 рублям.", "Она не ниже минимума."),
        ("Какой процент удержат?", "Удерживают половину заработка.", "Удерживают 2 000 рублей."),
        ("Сколько килограммов носят за смену?", "Не более 7 кг.", "Смена длится 8 часов."),
        ("Сколько весит шкаф?", "Масса шкафа — 85 кг.", "Шкаф стоит 63 450 руб."),
        ("Во сколько лет уходят на пенсию?", "На пенсию уходят в 65 лет.", "Пенсию платят 5 числа."),
        ("Во сколько открывается склад?", "Склад открыт с 9 до 18.", "Склад открыт за 5 дней до праздника."),
        ("Сколько длится перерыв?", "Перерыв — 45 минут.", "На перерыв ходят по 12 человек."),
        ("Сколько людей в бригаде?", "В бригаде двенадцать человек.", "Бригада работает на складе."),
        ("Какая высота молниеотвода?", "Высота — 12 м.", "Молниеотвод один на 3 бака."),
        ("How much does a pass cost?", "A pass costs 5 euros.", "A pass is valid for 2 years."),
        ("How old must a driver be?", "Drivers are aged 21 or more.", "Two drivers share a car."),
        ("How many people are in a crew?", "A crew has seven people.", "The crew works at night."),
        ("What is the price of lunch?", "Lunch: 250 roubles.", "Lunch is at 12."),
    ],
)
def test_a_place_that_counts_nothing_of_what_is_asked_lacks_it(
    question: str, answers: str, others: str
) -> None:
    told = " Это сказано в правилах внутреннего распорядка."
    assert asked_in(question) and not lacks(question, answers + told) and lacks(question, others + told)


@pytest.mark.parametrize(
    "question",
    [
        "Кто выдаёт пропуск?",
        "Сколько теплообменников стоит на промысле?",
        "За сколько он должен сказать, что возвращается?",
        "До скольких её могут растянуть?",
        "Сколько нефти выкачивают?",
        "Какой документ нужен?",
        "What is mass production?",
    ],
)
def test_what_is_not_said_plainly_refuses_nothing(question: str) -> None:
    assert not lacks(question, COUNTING)


def test_other_ways_to_say_an_amount_count() -> None:
    assert not lacks("Сколько стоит копия приказа?", "Копии заверяют и выдают работнику безвозмездно.")
    assert not lacks("Сколько платят за выходной?", "Работа в выходной оплачивается не менее чем вдвое.")
    assert not lacks("Какая цена у пенала?", "Товар | Оптовая цена\nПенал | 18 700")
    assert not lacks("Сколько дней за вредность?", "Семь.") and lacks("Сколько дней за вредность?", PLAIN)
