"""Kinds of worker processes and the jobs that each of them does."""

from dataclasses import dataclass
from enum import StrEnum


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
    CHECK_BASE = "check_base"  # knowledge, CheckBaseSpec → BaseCheck: reads all of a base, changes nothing
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
    # Specs and results of these are in `contract.training`, each by subject.
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
    VALUE_DOCUMENTS = "value_documents"  # examples, DocumentsValueSpec → DocumentsValueResult
    GRADE = "grade"  # knowledge, GradeSpec → GradeResult
    OPINION = "opinion"  # examples, OpinionSpec → OpinionResult
    # Specs and results of these are in `contract.analysis`.
    SUMMARIZE = "summarize"  # chat, SummarizeSpec → SummaryStep
    COMPARE_DOCUMENTS = "compare_documents"  # knowledge, CompareDocumentsSpec → ComparisonResult
    WRITE_WORKBOOK = "write_workbook"  # knowledge, WriteWorkbookSpec


@dataclass(frozen=True, slots=True)
class EchoSpec:
    """`mode`: normal, queue, resumable, deaf, silent, abort, flood, garbage, print, exit-zero, crash,
    grandchild, network, native, long. `steps`, `delay` (seconds), `text` are what the mode makes of them."""

    mode: str = "normal"
    steps: int = 3
    delay: float = 0.01
    text: str = ""
