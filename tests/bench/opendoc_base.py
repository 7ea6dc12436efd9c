"""A small base in memory over the two documents of `opendoc`, for the bench of answering.

The product's own terms, embedder and fusion on plain chunks of the PDFs' text: it needs no worker and no
store, so the bench measures the writing of answers and little else.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2

from tests.helpers.models import embedder
from workers.contract.specs.search import Passage
from workers.engines.computer import physical_cores
from workers.engines.onnx.embedder import Embedder
from workers.retrieval import fusion, lexical

_HEADING = re.compile(r"^(Статья \d+(\.\d+)*\.? .+|Глава \d+.*|[А-ЯЁ][А-ЯЁ ]{11,})$")
# Characters after which a chunk ends at the next sentence's end, and at which it ends in any case.
_SOFT, _HARD = 850, 1100


def chunks(path: Path) -> list[Passage]:
    """The text of a PDF in chunks that begin at headings; offsets count in its whole text."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    pages = [page.replace("\ufffe", "").replace("\r", "") + "\n" for page in pages]
    document.close()
    starts = np.cumsum([0, *(len(page) for page in pages)])
    text, heading, begin = "".join(pages), "", 0
    found: list[Passage] = []

    def add(end: int) -> None:
        if text[begin:end].strip():
            page = int(np.searchsorted(starts, begin, side="right"))
            name = path.name
            found.append(
                Passage(
                    f"{name}-{begin}",
                    name,
                    name,
                    str(path),
                    page,
                    page,
                    begin,
                    end,
                    heading,
                    text[begin:end],
                    0.0,
                )
            )

    for line in re.finditer(r"[^\n]*\n", text):
        stripped = line.group().strip()
        if _HEADING.match(stripped):
            add(line.start())
            begin, heading = line.start(), stripped
        elif line.end() - begin > _HARD or (
            line.end() - begin > _SOFT and stripped.endswith((".", ";", ":"))
        ):
            add(line.end())
            begin = line.end()
    add(len(text))
    return found


def search_over(paths: Sequence[Path], k: int) -> Callable[[str], list[Passage]]:
    """Index the documents and return their search: the `k` best passages, best first."""
    passages = [chunk for path in paths for chunk in chunks(path)]
    counts = [lexical.count(f"{p.heading}\n{p.text}") for p in passages]
    frequencies = Counter(int(term) for count in counts for term in count.ids)
    mean = sum(count.length for count in counts) / len(counts)
    collection = lexical.Collection(len(counts), mean)
    engine = Embedder(embedder(), physical_cores())
    begin = time.perf_counter()
    vectors = engine.embed_passages([f"{p.heading}\n{p.text}" for p in passages])
    print(f"{len(passages)} chunks embedded in {time.perf_counter() - begin:.0f} s")

    def search(question: str) -> list[Passage]:
        cosines = vectors @ engine.embed_query(question)
        weights = lexical.query_weights(lexical.query_terms(question), frequencies, collection)
        best = fusion.ideal(weights.values())
        scores = [
            fusion.score(float(cosine), float(bm25), best)
            for cosine, bm25 in zip(cosines, lexical.bm25(weights, counts, collection), strict=True)
        ]
        return [passages[index] for index in np.argsort(scores)[::-1][:k]]

    return search
