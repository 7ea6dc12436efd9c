"""Which sentences of an answer the passages carry, case by case."""

from dataclasses import replace

import pytest

from tests.unit.answering.passages import passage
from workers.answering.attribution import Checker, citation, nearest
from workers.answering.evidence.meaning import Meaning
from workers.contract.specs.answers import Support
from workers.contract.specs.search import Passage

LEAVE = passage(
    "Ежегодный основной оплачиваемый отпуск предоставляется работникам продолжительностью 28 календарных "
    "дней. Работникам с ненормированным рабочим днём предоставляется дополнительный отпуск не менее трёх "
    "календарных дней. Замена отпуска денежной компенсацией беременным женщинам не допускается.",
    name="Отпуска.docx",
    heading="2. Отпуск",
    start=500,
)
TRAVEL = passage(
    "Суточные при командировках по России составляют 1 200 руб. в день. За границей — 3500 рублей. "
    "Авансовый отчёт сдаётся в бухгалтерию в течение трёх рабочих дней после возвращения. "
    "Работник не обязан согласовывать такси дешевле 800 рублей. Приказ вступает в силу с 01.02.2025.",
    name="Командировки.docx",
    heading="3. Суточные",
)
SAFETY = passage(
    "Visitors must wear a badge at all times. Passwords are changed every 90 days and contain at least "
    "twelve characters. Employees may not share their accounts. The service desk answers within 4 hours.",
    name="Safety.md",
    heading="IT rules",
)
ALL = (LEAVE, TRAVEL, SAFETY)


def supporters(sentence: str, question: str = "") -> list[Passage]:
    return [ALL[place.passage] for place in Checker(ALL, question).places(sentence)]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Основной отпуск длится 28 календарных дней.", LEAVE),
        ("Работникам предоставляется двадцать восемь календарных дней основного отпуска.", LEAVE),
        ("Ежегодный отпуск работника — 28 дней.", LEAVE),
        ("Беременным женщинам нельзя заменить отпуск денежной компенсацией.", LEAVE),
        ("За ненормированный рабочий день дают дополнительный отпуск не менее 3 календарных дней.", LEAVE),
        ("Суточные по России — 1200 рублей в день.", TRAVEL),
        ("Суточные за границей составляют 3 500 руб.", TRAVEL),
        ("Авансовый отчёт нужно сдать в бухгалтерию за 3 рабочих дня после возвращения.", TRAVEL),
        ("Такси дешевле 800 рублей согласовывать работник не обязан.", TRAVEL),
        ("Приказ вступает в силу с 1 февраля 2025 года.", TRAVEL),
        ("Passwords are changed every ninety days.", SAFETY),
        ("A password has to contain at least 12 characters.", SAFETY),
        ("Employees may not share accounts.", SAFETY),
    ],
)
def test_a_sentence_in_other_words_finds_its_source(sentence: str, source: Passage) -> None:
    assert supporters(sentence) == [source]


@pytest.mark.parametrize(
    "sentence",
    [
        # numbers that do not agree
        "Основной отпуск длится 30 календарных дней.",
        "Основной отпуск длится двадцать семь календарных дней.",
        "Суточные по России — 1300 рублей в день.",
        "Приказ вступает в силу с 2 февраля 2025 года.",
        "Passwords are changed every 60 days.",
        # a number that belongs to something else
        "Суточные по России составляют 3500 рублей.",
        # another unit, another bound
        "Основной отпуск длится 28 месяцев календарных.",
        "Дополнительный отпуск за ненормированный рабочий день — не более трёх календарных дней.",
        # denials
        "Беременным женщинам допускается замена отпуска денежной компенсацией.",
        "Работник обязан согласовывать такси дешевле 800 рублей.",
        "Employees may share their accounts.",
        # nothing of it is said
        "Директор компании живёт в Москве.",
        "Суточные облагаются налогом на доходы.",
        "The office is closed on public holidays.",
    ],
)
def test_a_sentence_that_says_something_else_has_no_source(sentence: str) -> None:
    assert supporters(sentence) == []


def test_a_sentence_may_rest_on_two_documents() -> None:
    sentence = "Основной оплачиваемый отпуск — 28 календарных дней, а суточные по России — 1200 рублей."
    assert supporters(sentence) == [LEAVE, TRAVEL]


@pytest.mark.parametrize(
    ("answer", "question", "source"),
    [
        ("28.", "Сколько дней длится основной отпуск?", [LEAVE]),
        ("28 календарных дней", "Сколько длится ежегодный основной отпуск?", [LEAVE]),
        ("30.", "Сколько дней длится основной отпуск?", []),
        ("3500.", "Какие суточные за границей?", [TRAVEL]),
        ("3500.", "Сколько сотрудников работает в Перми?", []),
        ("800.", "Сколько лет директору?", []),
        ("Да.", "Авансовый отчёт сдаётся в бухгалтерию?", [TRAVEL]),
        ("Нет.", "Обязан ли работник согласовывать такси дешевле 800 рублей?", [TRAVEL]),
        ("Да.", "Обязан ли работник согласовывать такси дешевле 800 рублей?", []),
        ("Нет.", "Авансовый отчёт сдаётся в бухгалтерию?", []),
    ],
)
def test_an_answer_of_one_word_rests_on_what_was_asked(
    answer: str, question: str, source: list[Passage]
) -> None:
    assert supporters(answer, question) == source


def test_a_quote_is_as_short_as_it_can_be() -> None:
    (place,) = Checker(ALL).places("Суточные за границей — 3500 рублей.")
    assert TRAVEL.text[place.start : place.end].endswith("За границей — 3500 рублей.")
    (place,) = Checker(ALL).places("Авансовый отчёт сдаётся в бухгалтерию в течение трёх рабочих дней.")
    assert TRAVEL.text[place.start : place.end].startswith("Авансовый отчёт")


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The annual leave is 28 calendar days.", [LEAVE]),
        ("The per diem in Russia is 1,200 roubles.", [TRAVEL]),
        ("The per diem in Russia is 28 roubles.", []),
        ("The annual leave is 29 days.", []),
        ("Пароли меняют каждые 90 дней.", [SAFETY]),
        ("Пароли меняют каждый год.", []),
    ],
)
def test_numbers_with_units_carry_over_between_languages(sentence: str, source: list[Passage]) -> None:
    assert supporters(sentence) == source


@pytest.mark.parametrize(
    ("sentence", "there", "supported"),
    [
        (
            "Дорога до офиса в Перми занимает 20 минут.",
            "The way to the office in Perm takes 20 minutes.",
            True,
        ),
        (
            "Дорога до офиса в Пекре занимает 20 минут.",
            "The way to the office in Perm takes 20 minutes.",
            False,
        ),
        ("До офиса в Москве ехать 20 минут.", "The way to the Moscow office takes 20 minutes.", True),
        ("Директор Петров уходит на 3 дня.", "Director Ivanov is away for 3 days.", False),
        (
            "Договор с Заказчиком действует 3 года.",
            "The contract with the Customer is valid for 3 years.",
            True,
        ),
        ("Доставка из Китая идёт 20 дней.", "Delivery from China takes 20 days.", True),
        (
            "The way to the office in Perm takes 20 minutes.",
            "Дорога до офиса в Перми занимает 20 минут.",
            True,
        ),
        (
            "The way to the office in Pekra takes 20 minutes.",
            "Дорога до офиса в Перми занимает 20 минут.",
            False,
        ),
    ],
)
def test_names_have_to_agree_between_languages(sentence: str, there: str, supported: bool) -> None:
    assert bool(Checker([passage(there, name="a.docx")]).places(sentence)) is supported


class _AllAlike(Meaning):
    def __init__(self) -> None:
        """Needs no embedder."""

    def other_words(self, *_args: object, **_named: object) -> bool:
        return True


def test_another_name_is_no_other_word_whatever_the_embedder_says() -> None:
    there = passage("Дорога от вокзала до офиса в Перми занимает пешком 20 минут.", name="a.docx")

    def support(sentence: str) -> Support:
        checker = Checker([there], meaning=_AllAlike)
        checker.update(sentence, final=True)
        return checker.marks.sentences[0].support

    assert support("Путешествие от вокзала до офиса в Перми занимает пешком 20 минут.") is Support.SUPPORTED
    assert support("Дорога от вокзала до офиса в Пекре занимает пешком 20 минут.") is not Support.SUPPORTED


def test_quotes_are_exact_slices_with_document_offsets() -> None:
    text = "Основной отпуск длится 28 календарных дней. Замена отпуска беременным женщинам не допускается."
    checker = Checker(ALL)
    checker.update(text, final=True)
    assert checker.marks.supported == 2
    for cited in checker.marks.citations:
        source = next(p for p in ALL if p.document == cited.document)
        assert cited.quote == source.text[cited.start - source.start : cited.end - source.start]
        assert cited.quote == cited.quote.strip()
        assert (cited.page, cited.chunk, cited.heading) == (
            source.page,
            source.chunk,
            source.heading,
        )


def test_a_quote_leaves_the_mark_of_its_list_item_out() -> None:
    source = passage("Нужны документы:\n- паспорт гражданина России;\n- справка.", name="a.docx", start=50)
    start = source.text.index("- паспорт")
    cited = citation(source, 1, start, source.text.index(";") + 1)
    assert cited.quote == "паспорт гражданина России;"
    assert (cited.start, cited.end) == (50 + start + 2, 50 + source.text.index(";") + 1)


def test_a_quote_names_the_page_on_which_it_begins() -> None:
    source = replace(
        passage("Первая страница.\nВторая страница.\nТретья.", name="a.pdf", start=100, page=4),
        page_end=6,
        breaks=(117, 134),
    )
    pages = [citation(source, 1, at, at + 6).page for at in (0, 16, 17, 33, 34)]
    assert pages == [4, 5, 5, 6, 6]


def test_numbers_count_in_order_of_appearance_and_are_used_again() -> None:
    text = (
        "Суточные по России составляют 1 200 руб. в день. Основной отпуск длится 28 календарных дней. "
        "Суточные за границей — 3500 рублей."
    )
    checker = Checker(ALL)
    checker.update(text, final=True)
    assert [s.citations for s in checker.marks.sentences] == [(1,), (2,), (1,)]
    assert [c.name for c in checker.marks.citations] == ["Командировки.docx", "Отпуска.docx"]


def test_marks_never_change_while_the_answer_grows() -> None:
    text = (
        "Да. Основной отпуск, см. п. 2, длится 28 календарных дней. Суточные по России — 1 200 руб. в день. "
        "Это стоит 99 рублей.\n\n- Авансовый отчёт сдаётся в течение трёх рабочих дней после возвращения;\n"
        "- директор живёт в Москве."
    )
    checker = Checker(ALL)
    seen: tuple[tuple[int, int, tuple[int, ...]], ...] = ()
    for end in range(1, len(text) + 1):
        if checker.update(text[:end]):
            now = tuple((s.start, s.end, s.citations) for s in checker.marks.sentences)
            assert now[: len(seen)] == seen
            assert all(s.end <= end for s in checker.marks.sentences)
            seen = now
    checker.update(text, final=True)
    whole = Checker(ALL)
    whole.update(text, final=True)
    assert whole.marks.sentences == checker.marks.sentences
    assert [(s.citations, s.checked) for s in whole.marks.sentences] == [
        ((), False),
        ((1,), True),
        ((2,), True),
        ((), True),
        ((2,), True),
        ((), True),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Здравствуйте!",
        "Вот что сказано в документах:",
        "## Отпуск",
        "Чем ещё помочь?",
        "Hello!",
        "**Суточные**",
    ],
)
def test_greetings_headings_and_lead_ins_need_no_source(sentence: str) -> None:
    checker = Checker(ALL)
    checker.update(sentence + "\n\nОсновной отпуск длится 28 календарных дней.", final=True)
    assert not checker.marks.sentences[0].checked


def test_the_nearest_places_speak_of_the_question() -> None:
    places = nearest(ALL, "Какие суточные платят за границей?")
    assert [p.number for p in places] == [1, 2, 3]
    assert "За границей" in places[1].quote
    for place, source in zip(places, ALL, strict=True):
        assert place.quote == source.text[place.start - source.start : place.end - source.start]


def test_without_passages_nothing_is_supported() -> None:
    checker = Checker(())
    checker.update("Отпуск длится 28 дней.", final=True)
    assert checker.marks.supported == 0
    assert nearest((), "Сколько?") == ()
