"""Terms that inflection does not split, and BM25 by hand."""

import math

import pytest

from workers.retrieval import fusion, lexical
from workers.retrieval.fusion import Scored
from workers.retrieval.lexical import Collection


@pytest.mark.parametrize(
    "forms",
    [
        "отпуск отпуска отпуску отпуском отпуске отпуска отпусков отпускам",
        "договор договора договору договоров договорами",
        "ребёнок ребенка дети детей детьми",
        "идти шёл шла шли",
        "vacation vacations",
        "employ employed employing",
    ],
)
def test_forms_of_a_word_are_one_term(forms: str) -> None:
    assert len(set(lexical.terms(forms))) == 1, lexical.terms(forms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("пункт 4.2.", ["4.2"]),
        ("ГОСТ 12.1.005-88", ["12.1.005", "88"]),
        ("№17", ["17"]),
        ("приказ №\u00a017", ["17"]),
        ("1\u00a0200 руб.", ["1200"]),
        ("1 200 000,50", ["1200000"]),
        ("115-ФЗ", ["115-фз", "115", "фз"]),
        ("3,5 %", ["3.5"]),
        ("01.02.2024", ["01.02.2024"]),
        ("WD-40", ["wd-40", "wd", "40"]),
    ],
)
def test_numbers_and_codes_are_kept(text: str, expected: list[str]) -> None:
    found = lexical.terms(text)
    assert set(expected) <= set(found), found


def test_a_query_finds_the_code_as_the_text_writes_it() -> None:
    for question, text in [("115 ФЗ", "закон 115-ФЗ"), ("пункт 4.2", "4.2. Оплата"), ("№ 17", "Приказ №17")]:
        assert set(lexical.terms(question)) & set(lexical.terms(text)), question


def test_stop_words_are_left_out() -> None:
    assert lexical.terms("и что это такое, а также the and of") == []


def test_counts_are_sorted_and_complete() -> None:
    counts = lexical.count("отпуск, отпуска и договор")
    assert counts.length == 3
    assert sorted(counts.counts.tolist()) == [1, 2]
    assert counts.ids.tolist() == sorted(counts.ids.tolist())


def test_bm25_is_the_formula() -> None:
    collection = Collection(10, 4.0)
    chunk = lexical.count("договор отпуск отпуск")
    weights = lexical.query_weights(
        lexical.query_terms("отпуск и смерч"), {lexical.term_id("отпуск"): 2}, collection
    )
    expected_idf = math.log(1 + (10 - 2 + 0.5) / (2 + 0.5))
    assert weights[lexical.term_id("отпуск")] == pytest.approx(expected_idf)
    assert max(weights.values()) == pytest.approx(math.log(1 + 10.5 / 0.5)), "an unknown term weighs most"
    norm = lexical.K1 * (1 - lexical.B + lexical.B * 3 / 4)
    expected = expected_idf * 2 * (lexical.K1 + 1) / (2 + norm)
    others = [lexical.count("смерч"), lexical.count("ничего"), lexical.count("")]
    scores = lexical.bm25(weights, [others[1], chunk, *others], collection)
    assert scores[1] == pytest.approx(expected)
    assert scores[2] > 0
    assert scores[[0, 3, 4]].tolist() == [0, 0, 0]


def test_sparse_values_with_idf_rank_as_bm25_does_at_the_assumed_mean() -> None:
    collection = Collection(10, lexical.ASSUMED_MEAN)
    chunk = lexical.count("договор об отпуске, отпуск без содержания")
    weights = lexical.query_weights(lexical.query_terms("договор отпуск"), {}, collection)
    values = dict(zip(chunk.ids.tolist(), lexical.sparse_values(chunk), strict=True))
    dot = sum(weight * values.get(term, 0.0) for term, weight in weights.items())
    assert dot == pytest.approx(lexical.bm25(weights, [chunk], collection)[0])


def test_an_empty_chunk_scores_nothing() -> None:
    assert lexical.bm25({1: 1.0}, [lexical.count("")], Collection(1, 0.0)).tolist() == [0.0]
    assert lexical.bm25({1: 1.0}, [], Collection(1, 0.0)).tolist() == []


def scored(name: str, score: float, content: str = "A", ordinal: int = 0) -> Scored:
    return Scored(name, content, ordinal, score, 0.0, 0.0)


def test_a_question_without_known_terms_keeps_its_dense_order() -> None:
    assert fusion.score(0.9, 0.0, 50.0) > fusion.score(0.89, 0.0, 50.0)
    assert fusion.score(0.9, 0.0, 0.0) == pytest.approx(0.9 / fusion.COSINE_SCALE)


def test_full_coverage_weighs_its_share() -> None:
    weights = [2.0, 3.0]
    best = fusion.ideal(weights)
    gain = fusion.score(0.8, best, best) - fusion.score(0.8, 0.0, best)
    assert gain == pytest.approx(fusion.LEXICAL_WEIGHT)


def test_a_chunk_beside_a_better_one_is_lifted_and_the_better_one_is_not() -> None:
    lifted = {
        item.chunk: item.score
        for item in fusion.lift_neighbours(
            [scored("a", 1.0, ordinal=4), scored("b", 2.0, ordinal=5), scored("c", 1.0, ordinal=7),
             scored("d", 1.0, content="B", ordinal=6)]
        )
    }  # fmt: skip
    assert lifted == {"a": pytest.approx(1.0 + fusion.NEIGHBOUR_SHARE), "b": 2.0, "c": 1.0, "d": 1.0}


def test_equal_scores_have_a_fixed_order() -> None:
    items = [scored("b", 1.0), scored("a", 1.0), scored("c", 2.0)]
    assert [item.chunk for item in fusion.rank(items)] == ["c", "a", "b"]
    assert [item.chunk for item in fusion.rank(items[::-1])] == ["c", "a", "b"]


def test_term_ids_are_stable() -> None:
    assert lexical.term_id("отпуск") == 1395709669, "stored counts of every base would be lost"
