"""What a search is asked, what it finds, and why something was not found."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrict a search: document ids, path prefixes, suffixes (".pdf"), modified at or after (epoch s)."""

    documents: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    modified_from: float = 0.0


@dataclass(frozen=True, slots=True)
class PassageSentence:
    """A sentence of a passage: offsets into its text, and the cosine of the sentence and the question."""

    start: int
    end: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One chunk found. `text` is exactly document_text[start:end]. `page` counts from 1 (0: no pages);
    `breaks` are the offsets into the document where its second, third … page begins.
    `cosine` and `bm25` are the raw scores of both legs, `ideal` the best bm25 possible for the question.
    Gathered for an answer it is longer than the chunk: `core` are then the offsets of that into `text`, and
    `sentences` say how near each one is to the question. Of a search that is still being typed `hits` are the
    offsets into `text` of the words that were typed, in any form, `core` those of the sentence that holds
    most of them, and `page` is where it stands."""

    chunk: str
    document: str
    name: str
    path: str
    page: int
    page_end: int
    start: int
    end: int
    heading: str
    text: str
    score: float
    cosine: float = 0.0
    bm25: float = 0.0
    ideal: float = 0.0
    breaks: tuple[int, ...] = ()
    sentences: tuple[PassageSentence, ...] = ()
    core: tuple[int, ...] = ()
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Respelling:
    """A word of the question as it was typed, and as it was searched."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that the question names."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Understood:
    """`question`: as the model is to read it, with its layout and its words mended, without the turn before.
    `retyped`: it had been typed on another keyboard layout, or is Russian that stood in Latin letters.
    `respelled`: misspelt words that were mended. `expanded`: abbreviations and what they stand for.
    `completed`: the turn before was searched with it. `named`: documents that it names, which are searched
    first, or alone (`only`); `absent`: the words that name a document which the base does not have.
    `overview`: it asks what a document is about, as a whole."""

    question: str = ""
    retyped: bool = False
    respelled: tuple[Respelling, ...] = ()
    expanded: tuple[Respelling, ...] = ()
    completed: bool = False
    named: tuple[NamedDocument, ...] = ()
    only: bool = False
    absent: tuple[str, ...] = ()
    overview: bool = False

    @property
    def reworded(self) -> bool:
        """Whether the question is read in other words than it was typed in."""
        return self.retyped or bool(self.respelled)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its cells as a person sees them, `text` the whole row as it was read. A line outside
    the tables has one cell; a `head` names the columns of the rows below. `marked`: the cells that hold the
    quoted words. `start`: where it begins in the text of the document."""

    cells: tuple[str, ...]
    text: str = ""
    head: bool = False
    marked: tuple[int, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A place that should have been found: a document (id), a page of it (0 = any), words that stand there.
    An empty one points at nothing."""

    document: str = ""
    page: int = 0
    quote: str = ""


class KeptOut(StrEnum):
    """Why a place is not among the passages."""

    NOTHING = "nothing"  # it is among them
    UNKNOWN_DOCUMENT = "unknown_document"  # not of this base, or it has no text
    MISSING = "missing"  # its file is gone, so it answers nothing
    NO_TEXT = "no_text"  # the page holds no text that was read
    NO_SUCH_WORDS = "no_such_words"  # what was quoted stands nowhere
    FILTERED = "filtered"  # the filters leave it out
    OTHER_NAMED = "other_named"  # the question names another document
    OUTRANKED = "outranked"  # others are nearer
    FAR = "far"  # neither leg has it among its candidates


@dataclass(frozen=True, slots=True)
class PlaceRanks:
    """Where a chunk stands: its ranks from 1 by the cosine of its meaning, by the words that it shares (0 =
    it shares none) and by both, among all chunks that were compared (0 = it was not one of them)."""

    chunk: str
    document: str
    name: str
    page: int
    text: str
    cosine: float = 0.0
    bm25: float = 0.0
    score: float = 0.0
    by_meaning: int = 0
    by_words: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class SearchReport:
    """How a search came about: `ranks` of the passages found, in their order, `compared` chunks, the largest
    share of the question's words in one chunk (`coverage`), the question's terms that stand nowhere
    (`unknown`), and what became of the place that was pointed at."""

    compared: int = 0
    coverage: float = 0.0
    ideal: float = 0.0
    unknown: tuple[str, ...] = ()
    ranks: tuple[PlaceRanks, ...] = ()
    place: PlaceRanks | None = None
    kept_out: KeptOut = KeptOut.NOTHING
