"""The bench of large bases works on what the product is now: a small one is filled, searched, compared."""

from pathlib import Path

from tests.bench import base as bench


def test_a_base_of_the_bench_is_filled_searched_and_compared(tmp_path: Path) -> None:
    with bench.opened(tmp_path / "base") as base:
        bench.fill(base, 2 * bench.CHUNKS_A_DOCUMENT)
        assert base.text.totals().chunks == base.vectors.count() == 2 * bench.CHUNKS_A_DOCUMENT
        asked = bench.questions(base)[:3]
        assert all(bench.search_ms(base, asked, wanted)[0] > 0 for wanted in bench.filters().values())
        assert bench.recall(base, asked) == 1.0
