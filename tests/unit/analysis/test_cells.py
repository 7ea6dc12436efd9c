"""What of an answer stands in a cell of a table of facts."""

from desktop.features.analysis.domain.analysis import Fact, FactState
from desktop.features.analysis.domain.cells import short
from workers.contract.specs.answers import Sentence


def fact(*parts: str) -> Fact:
    """An answer of sentences that all have a source, a line each."""
    at, sentences = 0, []
    for part in parts:
        sentences.append(Sentence(at, at + len(part), (1,)))
        at += len(part) + 1
    return Fact(FactState.ANSWERED, "\n".join(parts), tuple(sentences))


def test_the_words_of_the_model_stand_there_without_marks_and_without_what_it_quotes() -> None:
    assert short(fact("> 7. Отпуск — 28 дней.", "- **28** дней, *всегда*.")) == "28 дней, всегда."


def test_of_a_quotation_alone_all_of_it_stands_there() -> None:
    assert short(fact("> 7. Отпуск — **28** дней.")) == "7. Отпуск — 28 дней."


def test_a_product_stays_what_it_is() -> None:
    assert short(fact("Плита **5*10*2** м.")) == "Плита 5*10*2 м."
