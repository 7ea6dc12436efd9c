"""Terms are made by several threads at once: those that index, and the one that searches."""

import sys
from concurrent.futures import ThreadPoolExecutor

from workers.retrieval import lexical

ENDINGS = ("ами", "ого", "ешь", "ться", "ностью", "ировать", "ение", "овский")


def words(start: int) -> list[str]:
    """Words that no dictionary and no cache knows."""
    letters = "бвгджзклмнпрст"
    return [
        letters[n % 14] + "о" + letters[n // 14 % 14] + "а" + letters[n // 196 % 14] + ENDINGS[n % 8]
        for n in range(start, start + 1500)
    ]


def test_threads_do_not_disturb_each_other() -> None:
    texts = [" ".join(words(700 * part)) for part in range(4)]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # as on a busy machine, where a thread is interrupted anywhere
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lexical.terms, texts))
    finally:
        sys.setswitchinterval(usual)
    lexical._terms_of.cache_clear()
    assert together == [lexical.terms(text) for text in texts]
