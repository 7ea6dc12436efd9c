"""Exam questions made by rules: what is asked of a sentence, and what is not."""

import pytest

from workers.answering import claims
from workers.contract.exam import QuestionKind
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples.asking import RowDraft
from workers.datasets.questions import (
    agents,
    interrogative,
    key_facts,
    planning,
    premises,
    question_candidates,
    unanswered,
    vetting,
)
from workers.datasets.questions.base_vocabulary import BaseVocabulary
from workers.datasets.questions.boilerplate import Boilerplate
from workers.datasets.questions.enumerations import enumerations
from workers.datasets.questions.figures import figures, others
from workers.datasets.questions.planning import QuestionPlan
from workers.datasets.questions.question_candidates import offer, stands_alone
from workers.datasets.questions.records import cells
from workers.datasets.questions.waiting import PassageQueue

K = QuestionKind
LEAVE = "Отпускные выплачиваются не позднее чем за 3 календарных дня до начала отпуска."


def passage(
    text: str, number: int = 0, *, document: str = "d", path: str = "/а/д.docx", heading: str = ""
) -> SourcePassage:
    return SourcePassage(f"c{number}", document, "д.docx", path, 1, 50, 50 + len(text), heading, text)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (LEAVE, ["3 календарных дня"]),
        ("Испытание длится не более трёх месяцев.", ["трёх месяцев"]),
        ("Пеня составляет 0,1 % за день, лимит — 2 500 000 руб.", ["0,1 %", "2 500 000 руб."]),
        ("График утверждается не позднее 17 декабря предыдущего года.", ["17 декабря"]),
        ("A password has at least 14 characters.", ["14 characters"]),
        ("Приказ № 17 от 2026 года, статья 115, телефон 8 (343) 555-01-42.", []),
        ("Смена длится от 6 до 8 часов.", []),
    ],
)
def test_figures_measure_something(text: str, phrases: list[str]) -> None:
    assert [figure.phrase for figure in figures(text)] == phrases


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (LEAVE, ("5", "6", "7", "10")),  # "5 календарных дня" is no Russian
        ("Отпуск длится 28 календарных дней.", ("2", "3", "4", "21", "22")),
        ("Срок — 21 рабочий день.", ("2", "5", "10", "20")),
    ],
)
def test_another_number_leaves_the_sentence_grammatical(text: str, never: tuple[str, ...]) -> None:
    (figure,) = figures(text)
    found = list(others(figure, text))
    assert found
    assert not set(found) & {*never, figure.value}


def test_spelled_numbers_give_way_to_spelled_ones_of_their_case() -> None:
    text = "Отчёт сдаётся в течение трёх рабочих дней."
    assert set(others(figures(text)[0], text)) == {"двух", "четырёх"}


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (LEAVE, "Не позднее чем за сколько календарных дней до начала отпуска отпускные выплачиваются?"),
        (
            "Право на отпуск возникает через шесть месяцев непрерывной работы.",
            "Через сколько месяцев непрерывной работы право на отпуск возникает?",
        ),
        (
            "Руководитель рассматривает заявление в течение трёх рабочих дней.",
            "В течение скольких рабочих дней руководитель рассматривает заявление?",
        ),
        (
            "Обычный срок поставки со склада — 21 рабочий день.",
            "Обычный срок поставки со склада — сколько рабочих дней?",
        ),
        (
            "Пожелания к графику работники передают руководителю до 15 ноября.",
            "До какого числа пожелания к графику работники передают руководителю?",
        ),
        (
            "The device is locked remotely within 30 minutes.",
            "The device is locked remotely within how many minutes?",
        ),
        ("Если отпуск берётся не по графику, заявление подаётся за 14 дней.", ""),
        ("Фильтры и прочие материалы, 14 дней.", ""),
        ("Report a lost laptop within 24 hours.", ""),
    ],
)  # fmt: skip
def test_a_number_gives_way_to_how_many(sentence: str, question: str) -> None:
    (figure,) = figures(sentence)
    language = "en" if sentence.isascii() else "ru"
    assert interrogative.of_number(sentence, figure, sentence, language) == question


@pytest.mark.parametrize(
    ("sentence", "language", "question"),
    [
        ("Командировка — поездка работника по распоряжению Компании.", "ru", "Что такое командировка?"),
        ("Ответственный менеджер — Наталья Зуева, телефон 555-01-42.", "ru", ""),
        ("При увольнении работника - физического лица выдаётся справка.", "ru", ""),
        ("A per diem is a daily payment for travel expenses abroad.", "en", "What is A per diem?"),
        ("Passwords are changed only when there is a sign of theft.", "en", ""),
    ],
)
def test_a_definition_is_asked_for(sentence: str, language: str, question: str) -> None:
    found = interrogative.of_term(sentence, sentence, language)
    assert found.lower() == question.lower()


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Руководитель передаёт сводный график в отдел кадров до 1 декабря.",
            "Кто передаёт сводный график в отдел кадров до 1 декабря?",
            "Руководитель",
        ),
        (
            "Работники имеют право на подготовку и дополнительное образование.",
            "Кто имеет право на подготовку и дополнительное образование?",
            "Работники",
        ),
        (
            "График отпусков утверждается генеральным директором до конца года.",
            "Кем утверждается график отпусков до конца года?",
            "генеральным директором",
        ),
        (
            "Заявка на командировку подаётся руководителю за пять дней до выезда.",
            "Кому подаётся заявка на командировку за пять дней до выезда?",
            "руководителю",
        ),
        (
            "Забастовку в организации возглавляет представительный орган.",
            "Кто возглавляет забастовку в организации?",
            "представительный орган",
        ),
        ("Поручаемая работнику дополнительная работа может осуществляться совместно.", "", ""),
        ("Очерёдность отпусков не определяется руководителем подразделения.", "", ""),
    ],
)
def test_the_doer_of_a_sentence_is_asked_for(sentence: str, question: str, answer: str) -> None:
    found = agents.of_sentence(sentence, sentence)
    assert found == (agents.Agent(question, answer) if question else None)


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "До применения дисциплинарного взыскания работодатель должен затребовать письменное объяснение.",
            "Что должен сделать работодатель до применения дисциплинарного взыскания?",
            "затребовать письменное объяснение",
        ),
        (
            "О болезни следует сообщить руководителю в первый же день.",
            "Кому о болезни следует сообщить в первый же день?",
            "руководителю",
        ),
        ("В случае отказа, поступившего в срок, работодатель обязан выдать справку.", "", ""),
        ("Работодатель обязан выдать справку о заработке за год.", "", ""),
    ],
)
def test_what_is_to_be_done_is_asked_for(sentence: str, question: str, answer: str) -> None:
    assert question_candidates.obligation_of(sentence, sentence) == (
        agents.Agent(question, answer) if question else None
    )


def test_a_false_premise_says_a_number_that_nothing_makes_true() -> None:
    (figure,) = figures(LEAVE)
    everything = premises.falsified(LEAVE, figure, LEAVE, lambda number, words: True)
    assert everything == ""
    false = premises.falsified(LEAVE, figure, LEAVE, lambda number, words: number == "4")
    assert false == "отпускные выплачиваются не позднее чем за 2 календарных дня до начала отпуска"
    assert "4" not in claims.claim(false).numbers


@pytest.mark.parametrize(
    "sentence",
    [
        "Часть отпуска, превышающая 28 календарных дней, заменяется деньгами.",
        "Предоставляется отпуск, кроме случаев простоя, длиной 28 дней в году.",
        "Прошу предоставить мне отпуск длиной 28 календарных дней в июне.",
        "Комплектующие, материалы и доставка в течение 28 календарных дней.",
    ],
)
def test_what_another_number_would_not_make_false_is_no_premise(sentence: str) -> None:
    (figure,) = figures(sentence)
    assert not premises.falsified(sentence, figure, sentence, lambda number, words: False)


def test_the_whole_base_decides_what_is_said() -> None:
    base = BaseVocabulary([passage(LEAVE), passage("Испытательный срок руководителя длится 6 месяцев.", 1)])
    assert base.says("3", "Отпускные выплачиваются до начала отпуска", 0.5)
    assert not base.says("6", "Отпускные выплачиваются до начала отпуска", 0.5)
    assert base.unknown("вебинар отпускных") == 1
    assert base.shares("Когда выплачиваются отпускные?").argmax() == 0


def test_lists_are_whole_and_without_their_marks() -> None:
    text = (
        "1.3. В заявке указываются:\n\n• место и цель поездки;\n• даты выезда;\n• смета расходов.\n\nДалее."
    )
    (found,) = enumerations(text)
    assert found.lead == "В заявке указываются"
    assert found.items == ("место и цель поездки", "даты выезда", "смета расходов")
    assert text[found.start : found.end].startswith("В заявке") and text[: found.end].endswith("расходов.")
    assert not enumerations(text[: text.index("смета")]), "cut off by the passage"
    assert not enumerations("Указываются: место; дата."), "two are no list"
    assert not enumerations("Телефон: 214. Почта: a@b.example.")


def test_notes_headings_and_lines_of_pages_are_blanked_in_place() -> None:
    body = (
        "Статья 76. Отстранение\nот работы\nРаботодатель обязан отстранить работника\n"
        "(в ред. Федерального закона от 30.06.2006 N 90-ФЗ)\nдо медосмотра."
    )
    texts = [body if number == 3 else "Текст " + "абв"[number % 3] * number for number in range(9)]
    pages = [
        passage(f"Страница {number} из 9\n{text}", number, heading="Статья 76. Отстранение от…")
        for number, text in enumerate(texts)
    ]
    clean = Boilerplate(pages).blanked(pages[3])
    assert len(clean.text) == len(pages[3].text)
    assert clean.text.split() == ["Работодатель", "обязан", "отстранить", "работника", "до", "медосмотра."]


@pytest.mark.parametrize(
    ("text", "owner", "column", "value"),
    [
        ("Артикул: ВК-100; Наименование: Вентилятор; Цена, руб.: 4850", "Вентилятор", "Цена, руб.", "4850"),
        ("Куда | Суточные, руб.\nМосква | 1500", "Москва", "Суточные, руб.", "1500"),
    ],
)
def test_cells_of_tables(text: str, owner: str, column: str, value: str) -> None:
    (cell,) = cells(text)
    assert (cell.owner, cell.column, cell.value) == (owner, column, value)
    assert text[cell.start : cell.end].endswith(value)


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        (LEAVE, True),
        ("При\nэтом заработная плата выплачивается.", False),
        ("Перечень таких видов работ утверждается директором.", False),
        ("Контроль за их выполнением осуществляется сторонами.", False),
        ("Работодатель поощряет работников (объявляет благодарность.", False),
        ("О выявлении смысла ч. 11 ст. 133.1 см.", False),
        ("Прайс-лист на оборудование", False),
    ],
)
def test_sentences_that_lean_on_others_are_left(sentence: str, alone: bool) -> None:
    assert stands_alone(sentence) is alone


def test_a_fifth_and_more_has_no_answer_at_every_moment() -> None:
    plan = QuestionPlan((K.FACT, K.NUMBER, K.LIST, K.NO_ANSWER), 60)
    made: list[QuestionKind] = []
    while not plan.full:
        made.append(plan.wanted()[0])
        plan.took(made[-1])
        assert made.count(K.NO_ANSWER) * 5 >= len(made)
    assert made.count(K.NO_ANSWER) <= 15
    assert 0 < made.count(K.LIST) < made.count(K.NUMBER) < made.count(K.FACT)


def test_an_exam_without_unanswered_questions_gets_every_second_one() -> None:
    plan = QuestionPlan((K.FACT, K.NO_ANSWER), 20, asked=60, unanswered=0)
    for _ in range(20):
        plan.took(plan.wanted()[0])
    assert plan.made == 20
    assert not QuestionPlan((K.FACT,), 5).wanted()[1:], "none where none are wanted"


def test_folders_and_documents_take_turns() -> None:
    big = [passage("т", n, document=f"d{n % 4}", path=f"/a/{n % 4}.txt") for n in range(12)]
    small = [passage("т", 100, document="s", path="/b/s.txt")]
    order = [p.document for p in planning.spread([*big, *small])]
    assert order[:2] == ["d0", "s"]
    assert set(order[:5]) == {"d0", "d1", "d2", "d3", "s"}
    assert len(order) == 13
    assert planning.room(60, 1000) == 1
    assert planning.room(60, 26) == 3


@pytest.mark.parametrize(
    ("question", "answer", "facts"),
    [
        ("Кто утверждает график?", "График утверждает директор.", ("директор",)),
        ("Когда утверждается график?", "График утверждается 17 декабря.", ("17",)),
        ("Куда писать о вирусах?", "Пишите на security@firm.example.", ("security@firm.example",)),
        ("Можно ли отозвать работника из отпуска?", "Только с его согласия.", ()),
    ],
)
def test_key_facts_are_what_is_asked_for(question: str, answer: str, facts: tuple[str, ...]) -> None:
    assert key_facts.of_answer(question, answer) == facts


def test_questions_near_a_topic_ask_for_what_the_base_never_names() -> None:
    base = BaseVocabulary([passage("Вебинар и видеоурок о переносе отпуска проводит отдел кадров.")])
    found = list(unanswered.near("ru", "Перенос отпуска", 0, lambda words: base.unknown(words) > 0))
    assert found
    assert not any("вебинар" in question or "видеоурок" in question for question in found)
    assert all("«Перенос отпуска»" in question for question in found)
    assert not list(unanswered.near("ru", "", 0, lambda words: True))


def test_far_questions_are_asked_in_one_language_alone() -> None:
    russian = list(unanswered.far("ru", 1, lambda question: True))
    english = list(unanswered.far("en", 1, lambda question: question not in russian[:10]))
    assert len(russian) == 40
    assert len(english) == 30


def test_a_question_is_unanswered_only_where_no_passage_holds_its_words() -> None:
    place, base = passage(LEAVE), BaseVocabulary([passage(LEAVE)])

    def fit(question: str, near: bool = False) -> vetting.QuestionCheck:
        return vetting.unanswered(RowDraft(question, ""), place, base, lambda text: near)

    assert fit("Кто поливает комнатные цветы?").question
    assert fit("Когда выплачиваются отпускные за отпуск?").question is None
    assert fit("Кто поливает комнатные цветы?", near=True).question is None
    assert fit("Кто поливает офицальные цветкы?").question is None, "no such words"
    assert fit("Who waters the plants here?").question is None, "another language"
    assert vetting.unanswered(None, place, base, lambda text: False).code == "not_json"


def test_a_passage_offers_what_stands_in_it() -> None:
    text = f"{LEAVE} Руководитель рассматривает каждое заявление работника об отпуске."
    found = offer(passage(text), passage(text))
    assert found.kinds(able=False) == {K.FACT, K.NUMBER, K.FALSE_PREMISE, K.NO_ANSWER}
    assert offer(passage("Цены с НДС"), passage("Цены с НДС")).kinds(able=True) == {K.NO_ANSWER}


@pytest.mark.parametrize(
    ("question", "answer", "good"),
    [
        (
            "Когда выплачиваются отпускные?",
            "Отпускные выплачиваются не позднее чем за 3 дня до отпуска.",
            True,
        ),
        ("Когда выплачиваются отпускные?", "Отпускные выплачиваются за 5 дней до отпуска.", False),
        ("Какая отрасль будет работать после отпуска?", "Отпускные выплачиваются до отпуска.", False),
        (
            "Когда выплачивают отпусковые?",
            "Отпускные выплачиваются не позднее чем за 3 дня до отпуска.",
            False,
        ),
        (
            "Что сказано в этом документе?",
            "Отпускные выплачиваются не позднее чем за 3 дня до отпуска.",
            False,
        ),
    ],
)
def test_what_a_model_writes_has_to_stand_on_its_sentence(question: str, answer: str, good: bool) -> None:
    place = offer(passage(LEAVE), passage(LEAVE))
    fit = vetting.sentence(
        RowDraft(question, answer), place, place.sentences[0], K.FACT, BaseVocabulary([passage(LEAVE)])
    )
    assert (fit.question is not None) is good
    assert bool(fit.code) is not good
    if fit.question:
        assert fit.question.quote == LEAVE
        assert (fit.question.start, fit.question.end) == (50, 50 + len(LEAVE))


def test_passages_wait_for_what_is_wanted() -> None:
    plain, listing = (
        "Отпуск даётся каждому работнику Компании ежегодно.",
        "Указываются: дата; место; цель поездки.",
    )
    queue = PassageQueue([passage(plain, 1), passage(listing, 2)], Boilerplate([]))
    assert queue.take([K.LIST, K.FACT], False, lambda: None).source.chunk == "c2"
    assert queue.take([K.LIST], False, lambda: None).source.chunk == "c1", "nothing better is left"
    assert len(queue) == 0
