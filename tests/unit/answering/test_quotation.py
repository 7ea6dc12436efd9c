"""Places of the documents as the beginning of an answer."""

from dataclasses import replace

from tests.unit.answering.passages import passage
from workers.answering.attribution import Attribution
from workers.answering.passage_windows import Window, select
from workers.answering.quotation import quotation, with_supported
from workers.answering.quoted_reply import QuotedReply
from workers.contract.specs.answers import Question, Support
from workers.contract.specs.search import Passage

LEAVE = passage(
    "Ежегодный отпуск предоставляется продол-\nжительностью 28 календарных дней.\n"
    "Отпуск делится на части по соглашению сторон.\n",
    name="Отпуска.docx",
)
QUESTION = Question("На сколько частей можно поделить отпуск?", passages=(LEAVE,))


def windows(question: Question, limit: int = 750) -> list[Window]:
    return select(question.text, question.passages, 10_000, (limit, limit))


def test_a_place_is_quoted_word_for_word_with_its_telling_sentence_in_bold() -> None:
    quoted = quotation(windows(QUESTION))
    assert quoted.text == (
        "> Ежегодный отпуск предоставляется продол- жительностью 28 календарных дней.  \n"
        "> **Отпуск делится на части по соглашению сторон.**"
    )
    assert [quoted.text[s.start : s.end] for s in quoted.sentences] == [quoted.text]
    assert quoted.sentences[0].support is Support.SUPPORTED and quoted.sentences[0].citations == (1,)
    assert quoted.citations[0].quote == LEAVE.text.strip()


def test_rows_and_items_keep_their_lines() -> None:
    rows = "Участок: раскрой; Огнетушители: 4\nУчасток: отделка; Огнетушители: 9"
    question = Question("Сколько огнетушителей на отделке?", passages=(passage(rows, name="Список.xlsx"),))
    lines = quotation(windows(question)).text.split("  \n")
    assert lines == ["> Участок: раскрой; Огнетушители: 4", "> **Участок: отделка; Огнетушители: 9**"]


def test_a_place_that_is_cut_says_so() -> None:
    long = "Порядок хранения бланков устанавливает руководитель " + "по согласованию с архивом " * 40
    quoted = quotation(windows(Question("Кто хранит бланки?", passages=(passage(long, name="a.txt"),)), 200))
    assert quoted.text.endswith(" …") and len(quoted.text) < 230


def reply(written: str, *, stopped: bool = False) -> tuple[str, list[tuple[str, tuple[int, ...]]], int]:
    draft = QuotedReply(quotation(windows(QUESTION)), [LEAVE], QUESTION)
    shown = draft.begin().text
    for at in range(0, len(written), 7):
        if not draft.feed(written[at : at + 7]).go_on:
            break
    step, answer = draft.finish(stopped=stopped)
    assert answer.answered and answer.text == shown + step.text
    marks = [(answer.text[s.start : s.end], s.citations) for s in answer.sentences[1:]]
    return step.text, marks, len(answer.citations)


def test_what_the_documents_support_is_added_under_the_number_of_its_place() -> None:
    added, marks, sources = reply("Ежегодный отпуск составляет 28 календарных дней. Купите билеты заранее.")
    assert added == "\n\nЕжегодный отпуск составляет 28 календарных дней."
    assert marks == [("Ежегодный отпуск составляет 28 календарных дней.", (1,))] and sources == 1


def test_what_they_do_not_support_and_what_stands_there_already_is_not_added() -> None:
    for written in (
        "Ежегодный отпуск составляет 30 календарных дней.",
        "В документах нет ответа.",
        "Отпуск делится на части по соглашению сторон.",
        "",
    ):
        assert reply(written) == ("", [], 1)


def test_a_stopped_answer_keeps_its_place() -> None:
    assert reply("Ежегодный отпуск составляет 28 календарных дней.", stopped=True) == ("", [], 1)


def test_a_sentence_from_elsewhere_gets_a_source_of_its_own() -> None:
    other: Passage = replace(passage("Отзыв из отпуска возможен с согласия.", name="b.txt"), document="other")
    question = replace(QUESTION, passages=(LEAVE, other))
    first, second = quotation(windows(question)[:1]), quotation(windows(question)[1:])
    cited = replace(second.citations[0], number=1)
    sentence = replace(second.sentences[0], start=0, end=29, citations=(1,))
    whole = with_supported(first, "Отозвать можно лишь по согласию", Attribution((cited,), (sentence,)))
    assert whole.sentences[-1].citations == (2,) and [c.number for c in whole.citations] == [1, 2]
    assert whole.text[whole.sentences[-1].start : whole.sentences[-1].end] == "Отозвать можно лишь по соглас"
