"""Units of evidence: how sentences are read, and what says the same or something else."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.bench.attribution import measure, rows_of
from tests.unit.answering.passages import passage
from workers.answering.attribution import Checker
from workers.answering.evidence import statements
from workers.answering.evidence.clauses import Clause
from workers.answering.evidence.figures import agree
from workers.answering.evidence.grammar import MAY, MAY_NOT, MUST, NEED_NOT
from workers.answering.evidence.guards import GUARDS, Guard
from workers.contract.specs.answers import Support
from workers.contract.specs.search import Passage

SENTENCES = Path(__file__).resolve().parents[2] / "fixtures" / "judged_sentences.json"

RULES = passage(
    "Пароль меняют раз в квартал. Ключ выдаёт охранник, а журнал ведёт комендант. "
    "Пропуск продлевают, если сотрудник сдал зачёт. Посетитель вправе пользоваться гардеробом. "
    "Вес посылки не должен превышать 2 кг, письма - 100 г. Курьер вручает директору пакет.",
    name="Правила.docx",
)
PRICES = passage(
    "Услуга | Срок | Цена, руб.\nКопия | 1 день | 40\nПеревод | 3 дня | 900\nСканирование | 2 часа | 70",
    name="Прайс.xlsx",
)
NEEDED = passage("К заявлению прилагают:\n- паспорт;\n- снимок;\n- квитанцию.", name="Приём.docx")
ALL = (RULES, PRICES, NEEDED)
HOURS = passage(
    "Касса открыта с 9:00 до 18:30. На разгрузку отводится 1 час 30 минут. Премию платят в июне и декабре. "
    "Печь ставят не ближе 2 м к стене. Пеня составляет 0,5 % за каждый день просрочки. "
    "Табель сдают до 25-го числа. Аренда обходится в 1 200 тыс. руб. в год. Бак вмещает 0,5 л масла.",
    name="Порядок.docx",
)
PLAN = passage(
    "Отдел | План, тыс. руб. | Дн. отпуска\nПродажи | 12 500 | 35\nСервис | 900 | 28", name="План.xlsx"
)
FORBIDDEN = passage("Запрещается:\n1) курить в цехе;\n2) оставлять станок включённым.", name="Цех.docx")
ENGLISH = passage(
    "The shop is open from 9 a.m. to 6:30 p.m. Passengers may carry up to 23 kg of baggage.", name="Shop.docx"
)


def support(sentence: str, question: str = "", passages: Iterable[Passage] = ALL) -> Support:
    return Checker(list(passages), question).judge(sentence).support


SHIFTS = passage(
    "Автобус отходит в 17:00 от проходной. Смена начинается в 7:00 и длится 12 часов. "
    "Приём идёт с 14:00 до 22:00. Пропуск действует 1 год 6 месяцев. Обход цеха занимает час. "
    "Проверки на складе проводят не реже двух раз в год. Ревизию проводят двадцать первого числа. "
    "Лист стоит 2 руб. 50 коп. со скидкой. Канистра вмещает 5 литров масла.",
    name="Смены.docx",
)
CITIES = passage("Город | Срок, дн. | Цена, руб.\nТверь | 3 | 450\nКазань | 5 | 700", name="Города.xlsx")
BUDGET = passage("Budget, thousand USD | Team\n120 | Sales\n45 | Support", name="Budget.xlsx")
REMARKS = passage(
    "Запрещается:\n1) Курить в цехе. Штраф 500 рублей.\n2) Оставлять станок включённым.", name="Цех.docx"
)
POINTS = passage(
    "2. Запрещается:\n- курить в цехе;\n- мыть полы бензином.\n3. Рабочие носят каски.", name="Цех.docx"
)
NUMBERED = passage(
    "1. Запрещается:\n1.1. курить в цехе;\n1.2. мыть полы бензином.\n2. Рабочие носят каски.", name="Цех.docx"
)
WITHOUT_MARK = passage("Нельзя:\n• бегать в цехе;\n• оставлять дверь открытой.", name="Цех.docx")
SENTENCES_IN_CELLS = passage(
    "Город | Отчёт | Цена, руб.\nТверь | Сдан. Проверен. | 450\nКазань | Не сдан. | 700", name="Отчёты.xlsx"
)
PAY = passage("Премия до 20 % оклада. Оборот фирмы 1,5 млрд руб.", name="Оклады.docx")
ALLOWED = passage("Сотрудникам разрешается:\n- работать из дома;\n- брать отгул.", name="Режим.docx")


@pytest.mark.parametrize(
    ("place", "sentence", "other"),
    [
        (SHIFTS, "Автобус отходит от проходной в 17 часов.", "Автобус отходит от проходной через 17 минут."),
        (SHIFTS, "Смена начинается в 7 часов.", "Смена длится 7 часов."),
        (SHIFTS, "Приём идёт с 14 до 22 часов.", "Приём идёт 14-22 дня."),
        (SHIFTS, "Пропуск действует полтора года.", "Пропуск действует год."),
        (SHIFTS, "Обход цеха занимает 60 минут.", "Обход цеха занимает час 30 минут."),
        (
            SHIFTS,
            "Проверки на складе проводят минимум два раза в год.",
            "Проверки на складе проводят не чаще двух раз в год.",
        ),
        (SHIFTS, "Ревизию проводят 21 числа.", "Ревизию проводят 20 числа."),
        (SHIFTS, "Лист со скидкой стоит 2,5 рубля.", "Лист со скидкой стоит рубль."),
        (SHIFTS, "Канистра вмещает 5 л масла.", "Канистра вмещает литр масла."),
        (CITIES, "Цена для Твери 450 рублей.", "Цена для Твери 700 рублей."),
        (BUDGET, "The budget of Sales is 120 thousand dollars.", "The budget of Sales is 120 dollars."),
        (REMARKS, "Оставлять станок включённым запрещено.", "Станок оставляют включённым."),
        (POINTS, "Рабочие носят каски.", "Рабочие не носят каски."),
        (POINTS, "Мыть полы бензином запрещено.", "Полы моют бензином."),
        (NUMBERED, "Рабочие носят каски.", "Полы моют бензином."),
        (WITHOUT_MARK, "Дверь нельзя оставлять открытой.", "Дверь оставляют открытой."),
        (SENTENCES_IN_CELLS, "Цена для Твери 450 рублей.", "Цена для Твери 700 рублей."),
        (PAY, "Премия не более 20 % оклада.", "Премия от 20 % оклада."),
        (PAY, "Оборот фирмы полтора миллиарда рублей.", "Оборот фирмы полтора миллиона рублей."),
        (ALLOWED, "Сотрудникам разрешено работать из дома.", "Сотрудники обязаны работать из дома."),
        (HOURS, "Касса открыта до половины седьмого вечера.", "Касса открыта до половины восьмого вечера."),
        (HOURS, "На разгрузку отводится полтора часа.", "На разгрузку отводится полчаса."),
        (HOURS, "Премию платят в декабре.", "Премию платят в июле."),
        (HOURS, "Печь не ставят ближе двух метров к стене.", "Печь не ставят дальше двух метров к стене."),
        (
            HOURS,
            "Пеня составляет полпроцента за день просрочки.",
            "Пеня составляет процент за день просрочки.",
        ),
        (HOURS, "Табель сдают до двадцать пятого числа.", "Табель сдают до двадцать шестого числа."),
        (HOURS, "Аренда обходится в 1,2 млн рублей в год.", "Аренда обходится в 1,2 млрд рублей в год."),
        (HOURS, "Бак вмещает пол-литра масла.", "Бак вмещает два литра масла."),
        (PLAN, "План отдела продаж - 12,5 млн рублей.", "План отдела продаж - 12 500 рублей."),
        (PLAN, "В отделе продаж 35 дней отпуска.", "В отделе продаж 28 дней отпуска."),
        (FORBIDDEN, "Курить в цехе запрещено.", "В цехе курят."),
        (FORBIDDEN, "Станок нельзя оставлять включённым.", "Станок оставляют включённым."),
        (ENGLISH, "The shop is open until half past six.", "The shop is open until half past seven."),
        (ENGLISH, "Baggage is limited to 23 kg.", "Baggage is limited to 32 kg."),
    ],
)
def test_amounts_times_and_rules_in_other_forms(place: Passage, sentence: str, other: str) -> None:
    assert support(sentence, passages=[place]) is Support.SUPPORTED
    assert support(other, passages=[place]) is not Support.SUPPORTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Пароль меняют каждые три месяца.",
        "Пароль меняют четыре раза в год.",
        "Журнал ведёт комендант.",
        "Пропуск продлевают, если сотрудник сдал зачёт.",
        "Посетителю разрешено пользоваться гардеробом.",
        "Посылка весит не более 2000 граммов.",
        "Перевод делают за 3 дня.",
        "Сканирование стоит 70 рублей.",
        "Перевод дороже копии на 860 рублей.",
        "К заявлению прилагают паспорт и квитанцию.",
        "Курьер вручает пакет директору.",
    ],
)
def test_what_one_unit_says_in_another_form_is_supported(sentence: str) -> None:
    assert support(sentence) is Support.SUPPORTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Пароль меняют раз в год.",
        "Журнал ведёт охранник.",
        "Пропуск продлевают.",
        "Посетитель обязан пользоваться гардеробом.",
        "Посетителю нельзя пользоваться гардеробом.",
        "Вес посылки - не менее 2 кг.",
        "Вес письма - до 2 кг.",
        "Копию делают за 3 дня.",
        "Копия стоит 70 рублей.",
        "Цена сканирования - 2 рубля.",
        "Перевод дороже копии на 830 рублей.",
        "К заявлению прилагают паспорт, снимок и справку.",
        "К заявлению прилагают только паспорт.",
        "Директор вручает пакет курьеру.",
        "Ключ выдаёт охранник у входа.",
    ],
)
def test_what_says_something_else_is_not_supported(sentence: str) -> None:
    assert support(sentence) is not Support.SUPPORTED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Пропуск продлевают.", Support.PARTLY),
        ("К заявлению прилагают паспорт, снимок и справку.", Support.PARTLY),
        ("Ключ выдаёт охранник, а пропуска печатает секретарь.", Support.PARTLY),
        ("Пароль меняют раз в год.", Support.ABSENT),
        ("Директор живёт в Перми.", Support.ABSENT),
    ],
)
def test_a_part_that_stands_there_is_told_from_what_does_not(sentence: str, expected: Support) -> None:
    assert support(sentence) is expected


@pytest.mark.parametrize("said", ["@2026", "@12-5 марта", "#25:99", "#5", "41-15-", "20-го-3", "1 ч. 2"])
def test_signs_as_people_write_them_are_no_dates(said: str) -> None:
    place = passage(f"Отчёт сдают {said}. Отпуск начинается 15.04.2026 в 18:00.", name="Сроки.docx")
    assert support(f"Отчёт сдают {said}.", passages=[place]) is Support.SUPPORTED
    assert support(f"Отпуск начинается {said}.", passages=[place]) is not Support.SUPPORTED


def test_two_rows_are_never_read_as_one() -> None:
    assert support("Копия и перевод делаются за 1 день.") is not Support.SUPPORTED


def read(text: str) -> Clause:
    return statements.whole(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("полчаса", "30 минут"),
        ("три года", "36 месяцев"),
        ("четверть килограмма", "250 г"),
        ("1 200,50 руб.", "1200.5 рубля"),
        ("двадцать один день", "три недели"),
        ("раз в полгода", "дважды в год"),
        ("до 15 сентября 2025 года", "до 15.09.2025"),
        ("on September 15, 2025", "on 15 September 2025"),
        ("седьмого июля", "7 июля"),
        ("в двойном размере", "в двукратном размере"),
        ("полторы тонны", "1500 кг"),
    ],
)
def test_amounts_and_dates_in_other_forms_agree(one: str, other: str) -> None:
    assert agree(read(one).figures[0], read(other).figures[0])


def test_the_number_of_a_point_is_not_how_often_something_happens() -> None:
    point, yearly = read("4.2.1 Раз в год работник проходит осмотр.").figures
    assert (point.value, point.measure) == ("4.2.1", None)
    assert agree(yearly, read("ежегодно").figures[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [("15 минут", "15 часов"), ("12 месяцев", "12 дней"), ("5 %", "5 рублей"), ("1 мая 2025", "2 мая 2025")],
)
def test_other_amounts_and_units_do_not_agree(one: str, other: str) -> None:
    assert not agree(read(one).figures[0], read(other).figures[0])


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Работник вправе отказаться.", MAY),
        ("Работник обязан отказаться.", MUST),
        ("Отказываться запрещается.", MAY_NOT),
        ("Нельзя отказываться от обучения.", MAY_NOT),
        ("Работник не обязан отказываться.", NEED_NOT),
        ("Visitors must not smoke.", MAY_NOT),
        ("Visitors need not register.", NEED_NOT),
    ],
)
def test_permission_and_duty_are_told_apart(text: str, mood: str) -> None:
    assert read(text).mood == mood


def test_clauses_with_verbs_of_their_own_are_parted() -> None:
    parts = statements.clauses("Заявку согласует начальник, а доступ включает администратор.")
    assert [[word.lemma for word in part.words] for part in parts] == [
        ["заявка", "согласовать", "начальник"],
        ["доступ", "включать", "администратор"],
    ]
    assert len(statements.clauses("Принимают деньги, оружие и животных.")) == 1


@pytest.mark.parametrize(
    ("guard", "sentence"),
    [
        (Guard.BOUNDS, "Вес посылки - не менее 2 кг."),
        (Guard.MOOD, "Посетитель обязан пользоваться гардеробом."),
        (Guard.CONDITION, "Пропуск продлевают."),
        (Guard.COLUMN, "Цена копии - 1."),
        (Guard.ROLES, "Директор вручает пакет курьеру."),
    ],
)
def test_each_guard_stops_what_the_others_let_through(guard: Guard, sentence: str) -> None:
    judged = Checker(list(ALL), guards=GUARDS - {guard}).judge(sentence)
    assert judged.support is Support.SUPPORTED


def test_labelled_sentences_are_judged_as_labelled() -> None:
    result = measure(rows_of(SENTENCES))
    assert result["sentences"] >= 200
    assert result["precision"] >= 0.97, result["wrong"]
    assert result["recall"] >= 0.88, result["wrong"]


def test_labelled_sentences_name_passages_that_are_there() -> None:
    content = json.loads(SENTENCES.read_text("utf-8"))
    assert {row["passages"] for row in content["sentences"]} == set(content["passages"])
    assert len({row["id"] for row in content["sentences"]}) == len(content["sentences"])


LEASE = passage(
    "Договор заключён на один год и действует до 31 марта 2026 года. Текущий ремонт производит Арендатор за "
    "свой счёт, капитальный - Арендодатель. Такси оплачивается только при поездках с 23:00 до 6:00. Арендная "
    "плата составляет 67 600 рублей в месяц. Обеспечительный платёж в размере двух месячных арендных плат "
    "вносится в день подписания. Каждая из сторон вправе расторгнуть договор, предупредив другую за 60 дней. "
    "Фотографировать на территории можно с разрешения службы безопасности. При запахе гари отключите прибор "
    "от сети.\n\n1. Назначить ответственной за учёт командировок Лапину О. С.\n"
    "2. Главному бухгалтеру Зуевой Т. П. обеспечить проверку отчётов.",
    name="Договор.docx",
)
HOUSES = passage(
    "Адрес | Лифтов | Расход, л/ч | Стоимость, руб.\nул. Лесная, 4 | 2 | 0,9 | 9 800\n"
    "ул. Лесная, 6 | 3 | 2,6 | 15 300",
    name="Дома.xlsx",
)
POLICY = passage(
    "Laptops must be restarted at least once a week. Files are kept on the server.", name="Policy.docx"
)


@pytest.mark.parametrize(
    ("question", "sentence", "supported"),
    [
        ("До какого числа договор?", "Договор заканчивается 31.03.2026.", True),
        ("До какого числа договор?", "Договор заканчивается 31.03.2027.", False),
        ("Кто делает капитальный ремонт?", "Проведение капитального ремонта лежит на арендодателе.", True),
        ("Кто делает текущий ремонт?", "Текущий ремонт выполняет Арендодатель.", False),
        ("Платят ли за такси?", "Такси в поездке оплачивается.", False),
        ("Какой обеспечительный платёж?", "Обеспечительный платёж - 135 200 рублей.", True),
        ("Какой обеспечительный платёж?", "Обеспечительный платёж - 202 800 рублей.", False),
        ("За сколько предупредить?", "О расторжении договора предупреждают за шестьдесят дней.", True),
        ("Можно фотографировать?", "На территории можно фотографировать.", False),
        ("Что делать с прибором?", "Прибор отключают от сети.", False),
        ("Кто ведёт учёт командировок?", "За учёт командировок отвечает Зуева Т. П.", False),
        ("Сколько стоит дом на Лесной, 6?", "На Лесной, 6 стоимость 15 300 рублей.", True),
        ("Сколько лифтов на Лесной?", "Всего на Лесной 6 лифтов.", False),
        ("Какой расход на Лесной, 6 за 10 часов?", "На Лесной, 6 за 10 часов расход 26 литров.", True),
        ("На сколько дороже?", "Лесная, 6 дороже, чем Лесная, 4, на 5 500 рублей.", True),
        ("На сколько дороже?", "Лесная, 4 дороже, чем Лесная, 6, на 5 500 рублей.", False),
        ("How often?", "Laptops have to be restarted no less than once weekly.", True),
        ("How often?", "Laptops have to be restarted no more than once weekly.", False),
    ],
)  # fmt: skip
def test_what_a_sentence_leaves_out_or_turns_round(question: str, sentence: str, supported: bool) -> None:
    found = support(sentence, question, (LEASE, HOUSES, POLICY))
    assert (found is Support.SUPPORTED) is supported


@pytest.mark.parametrize(
    ("sentence", "supported"),
    [
        ("Шкаф на 30 см уже прохода.", True),
        ("Шкаф уже занимает 150 см прохода.", False),  # "already" names no sum
    ],
)
def test_narrower_is_told_from_already(sentence: str, supported: bool) -> None:
    place = passage("Проход шириной 90 см, шкаф шириной 60 см.", name="План.docx")
    judged = support(sentence, "Какова ширина?", [place])
    assert (judged is Support.SUPPORTED) is supported


def test_a_verb_is_no_other_word_for_its_opposite() -> None:
    shop = passage("Магазин на углу открывает утром дежурный продавец.", name="Смены.docx")
    assert support("Магазин на углу отпирает утром дежурный продавец.", passages=[shop]) is Support.SUPPORTED
    assert (
        support("Магазин на углу запирает утром дежурный продавец.", passages=[shop]) is not Support.SUPPORTED
    )


WORKSHOP = passage(
    "Графики сдали все бригады, кроме ночной. За нарушение срока премия мастера снижается на 10 %. "
    "Осмотр выполняется в течение 20 дней. При утечке аммиака звонят 112. "
    "Поступило три предложения по станкам. Второе предложение дороже первого. "
    "Сервис открывается первого апреля. Обед длится 45 минут.",
    name="Цех.docx",
)
TIMBER = passage(
    "Наименование | Цена за м³, руб. | Влажность, %\nБрус | 19 900 | 14\nДоска | 14 200 | 18",
    name="Прайс.xlsx",
)


@pytest.mark.parametrize(
    ("question", "sentence", "supported"),
    [
        ("Кто сдал?", "Ночная бригада график сдала.", False),
        ("Кто не сдал?", "Ночная бригада график не сдала.", True),
        ("Снизят ли премию?", "Премия мастера снижается на 10 %.", False),
        ("Снизят ли премию?", "За нарушение срока премия мастера снижается на 10 %.", True),
        ("Сколько идёт осмотр?", "Осмотр выполняется не менее 20 дней.", False),
        ("Сколько идёт осмотр?", "Осмотр выполняется не более 20 дней.", True),
        ("Куда звонить?", "При утечке аммиака звонят по номеру 112.", True),
        ("Сколько станков купили?", "Три.", False),
        ("Сколько предложений поступило?", "Три.", True),
        ("Когда откроют сервис?", "Открытие сервиса - первое апреля.", True),
        ("Когда откроют сервис?", "Открытие сервиса - первое мая.", False),
        ("Сколько длится обед?", "Обед длится три четверти часа.", True),
        ("Сколько длится обед?", "Обед длится полчаса.", False),
        ("Сколько стоит брус?", "Кубометр бруса стоит 19 900 рублей.", True),
        ("Сколько стоит брус?", "Кубометр бруса стоит 14 200 рублей.", False),
        ("Сколько стоят два кубометра?", "Два кубометра бруса обойдутся в 39 800 рублей.", True),
    ],
)  # fmt: skip
def test_what_is_excepted_counted_and_priced(question: str, sentence: str, supported: bool) -> None:
    found = support(sentence, question, (WORKSHOP, TIMBER))
    assert (found is Support.SUPPORTED) is supported
