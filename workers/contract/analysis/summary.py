"""One step of a summary: a stretch of a document, or what was said of its stretches, in few sentences."""

from dataclasses import dataclass

from workers.contract.specs.answers import Citation, Sentence
from workers.contract.specs.search import Passage


@dataclass(frozen=True, slots=True)
class SummarizeSpec:
    """Say in at most `sentences` sentences what stands in `passages`, which are of one document in its order.
    With `notes` those are what the model reads (what was said of the stretches of a longer text, each by one
    of the passages), while the passages are what its sentences are held against.
    `language`: in which it is said ("" = that of the text); `embedder`: its folder, with which sentences in
    other words are compared ("" = words alone decide)."""

    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()
    language: str = ""
    sentences: int = 3
    embedder: str = ""
    seed: int = 3407


@dataclass(frozen=True, slots=True)
class SummaryStep:
    """`text` holds only sentences that the passages support, each with the numbers of its `citations`.
    `left_out`: how many sentences of the model were not supported. `quoted`: the model wrote none that is, so
    they are the document's own. `words` and `seconds`: what the model wrote, and how long it wrote."""

    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    left_out: int = 0
    quoted: bool = False
    words: int = 0
    seconds: float = 0.0
