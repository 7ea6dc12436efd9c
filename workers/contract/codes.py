"""Known problems: their codes, and the pair that carries one. A worker sends a code and parameters;
the window has the sentence.

Every code has a sentence and an advice in both languages in `desktop/ui/i18n/problems.py` (a test).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """What can go wrong in the user's world. The comment names the parameters of a code."""

    # A document could not be read: one row, the rest goes on.
    PASSWORD = "password"
    WRONG_PASSWORD = "wrong_password"
    LOCK_UNKNOWN = "lock_unknown"
    BROKEN_FILE = "broken_file"
    SCAN_WITHOUT_TEXT = "scan_without_text"  # pages
    SCAN_INSIDE = "scan_inside"  # a document of pictures alone
    RECOGNITION_MISSING = "recognition_missing"  # pages, install (what an administrator installs)
    LETTERS_UNREADABLE = "letters_unreadable"  # pages
    UNKNOWN_TYPE = "unknown_type"  # suffix
    ARCHIVE_PROGRAM = "archive_program"  # suffix
    TOO_LARGE = "too_large"  # size, limit (bytes)
    NO_PERMISSION = "no_permission"
    FILE_MISSING = "file_missing"
    EMPTY_FILE = "empty_file"
    READER_TIMEOUT = "reader_timeout"  # seconds
    READER_MEMORY = "reader_memory"  # limit (bytes)
    READER_CRASHED = "reader_crashed"
    TEXT_LOST = "text_lost"
    # The store of a base.
    STORE_LOCKED = "store_locked"
    STORE_DAMAGED = "store_damaged"
    STORE_GONE = "store_gone"
    SERVER_UNREACHABLE = "server_unreachable"  # address
    EMBEDDER_MISSING = "embedder_missing"
    EMBEDDER_UNSUPPORTED = "embedder_unsupported"
    SEARCH_UNUSABLE = "search_unusable"  # tried (ways of computing)
    # Models.
    NO_MODEL = "no_model"
    MODEL_MISSING = "model_missing"  # model
    MODEL_DAMAGED = "model_damaged"  # model
    NOT_A_MODEL = "not_a_model"  # file
    MODEL_INCOMPLETE = "model_incomplete"  # model, file: of a model folder, or one that it needs
    MODEL_UNSUPPORTED = "model_unsupported"  # architecture
    MODEL_TEMPLATE = "model_template"  # file
    MODEL_NOT_USED = "model_not_used"  # model
    ENGINE_UNUSABLE = "engine_unusable"  # tried (names of engines)
    NO_MEMORY = "no_memory"  # need, free (bytes)
    QUESTION_TOO_LONG = "question_too_long"  # tokens, limit
    # Getting models.
    SOURCE_UNREACHABLE = "source_unreachable"  # source
    MODEL_UNAVAILABLE = "model_unavailable"  # model, sources
    MIRROR_LACKS = "mirror_lacks"  # model, mirror
    FOLDER_LACKS = "folder_lacks"  # model, folder, file
    HASH_MISMATCH = "hash_mismatch"  # file
    NO_SOURCE = "no_source"  # model
    DISK_FULL = "disk_full"  # need, free (bytes)
    DISK_ERROR = "disk_error"  # folder
    NO_SUCH_FILE = "no_such_file"  # file
    NOT_A_PACK = "not_a_pack"  # file
    PACK_DAMAGED = "pack_damaged"  # file
    PACK_NEWER = "pack_newer"  # file
    PACK_SIGNATURE = "pack_signature"  # file
    PACK_UNTRUSTED = "pack_untrusted"  # file
    PACK_TOO_LARGE = "pack_too_large"
    NO_SEARCH_MODEL = "no_search_model"
    CATALOGUE_SKIPPED = "catalogue_skipped"  # file, entry, reason
    # Examples.
    ROWS_UNREADABLE = "rows_unreadable"  # file
    COLUMNS_UNKNOWN = "columns_unknown"  # file, columns
    NO_EXAMPLES = "no_examples"  # name (of the base)
    NOTHING_MADE = "nothing_made"  # passages
    EXAMPLE_UNKNOWN = "example_unknown"  # example
    # Tuning.
    TUNING_MISSING = "tuning_missing"
    TUNING_DAMAGED = "tuning_damaged"
    PYTHON_MISSING = "python_missing"  # oldest, newest (versions)
    SEALED = "sealed"
    NOT_CONFIRMED = "not_confirmed"
    BACKEND_MISSING = "backend_missing"  # backend
    EXAM_TOO_SMALL = "exam_too_small"  # task: no exam of several ways has shown what is enough for it
    TASK_NOT_CHOSEN = "task_not_chosen"  # task
    SAMPLE_FIRST = "sample_first"  # rows (that wait)
    TOO_FEW_EXAMPLES = "too_few_examples"  # approved, least
    MODEL_NOT_TRAINABLE = "model_not_trainable"  # architecture
    TOKENIZER_NOT_TRAINABLE = "tokenizer_not_trainable"  # tokenizer
    TRAINING_MEMORY = "training_memory"  # need, free (bytes)
    TRAINING_DIVERGED = "training_diverged"
    TEXT_NEEDS_SMALL_MODEL = "text_needs_small_model"  # parameters, most
    RUN_UNKNOWN = "run_unknown"  # run
    ADAPTER_UNKNOWN = "adapter_unknown"  # adapter
    ADAPTER_MISSING = "adapter_missing"  # adapter
    ADAPTER_DAMAGED = "adapter_damaged"  # file
    ADAPTER_FOREIGN = "adapter_foreign"  # file, model
    ADAPTER_DIFFERS = "adapter_differs"  # same, asked
    NO_ADAPTER = "no_adapter"  # name (of the base)
    TUNING_FOLDER = "tuning_folder"  # folder: not for this computer or version
    PACKAGE_UNREACHABLE = "package_unreachable"  # package
    # Exams and instructions.
    NO_QUESTIONS = "no_questions"  # name (of the base)
    TOO_FEW_QUESTIONS = "too_few_questions"  # name (of the base), needed (in each half of the exam)
    QUESTION_UNKNOWN = "question_unknown"  # question
    EXAM_UNKNOWN = "exam_unknown"  # exam
    OPINION_DISAGREES = "opinion_disagrees"  # model, kappa, least, same, answers
    # Analyses of whole documents.
    ANALYSIS_UNKNOWN = "analysis_unknown"  # analysis
    DOCUMENTS_WITHOUT_TEXT = "documents_without_text"  # name (of the base or the document)
    NOTHING_ASKED = "nothing_asked"
    EXAM_NEEDED = "exam_needed"  # name (of the adapter or instruction)
    EXAM_WORSE = "exam_worse"  # name, what (facts, refusals, general), difference (points)
    INSTRUCTIONS_UNKNOWN = "instructions_unknown"  # instructions
    # Worker processes.
    WORKER_DID_NOT_START = "worker_did_not_start"  # kind
    WORKER_CRASHED = "worker_crashed"  # kind
    WORKER_SILENT = "worker_silent"  # kind
    WORKER_STARVED = "worker_starved"  # kind
    WORKER_MEMORY = "worker_memory"  # kind
    WORKER_VERSION = "worker_version"  # kind, protocol
    NETWORK_REFUSED = "network_refused"
    # The same end of a worker for the second time, and from the third on with what can be done about it.
    WORKER_CRASHED_AGAIN = "worker_crashed_again"  # kind
    WORKER_KEEPS_CRASHING = "worker_keeps_crashing"  # kind, times
    MODEL_CRASHES_ENGINE = "model_crashes_engine"  # model, engine, times: another engine is left
    MODEL_CRASHES_CARD = "model_crashes_card"  # model, engine, times: the processor alone is left
    MODEL_CRASHES_SMALLER = "model_crashes_smaller"  # model, engine, times, smaller (a model that is here)
    MODEL_CRASHES = "model_crashes"  # model, engine, times: nothing else is left
    # Checks of Health.
    ENGINE_WRONG = "engine_wrong"
    CHECK_TIMEOUT = "check_timeout"  # seconds
    # The application.
    BASE_EXISTS = "base_exists"  # name
    BASE_UNKNOWN = "base_unknown"  # name
    JOB_UNKNOWN = "job_unknown"  # job
    NOT_TEXT = "not_text"
    OUTPUT_REFUSED = "output_refused"
    BASE_EMPTY = "base_empty"  # name
    MODEL_UNKNOWN = "model_unknown"  # model
    DATA_NEWER = "data_newer"
    NO_BACKUP = "no_backup"  # folder
    NOT_A_BACKUP = "not_a_backup"  # file
    BACKUP_DAMAGED = "backup_damaged"  # file
    BACKUP_NEWER = "backup_newer"  # file
    BACKUP_PASSWORD = "backup_password"  # file
    DATA_DAMAGED = "data_damaged"
    DATA_MISSING = "data_missing"
    DATA_SOUND = "data_sound"
    DATA_CHANGED = "data_changed"
    SETTINGS_DAMAGED = "settings_damaged"  # file: where the damaged one is kept
    DATA_IN_USE = "data_in_use"
    DATA_AWAY = "data_away"  # folder; file that names it
    MOVE_INSIDE = "move_inside"  # folder
    MOVE_NETWORK = "move_network"  # folder
    MOVE_FAT = "move_fat"  # folder
    MOVE_NOT_EMPTY = "move_not_empty"  # folder
    MOVE_FORMER = "move_former"  # folder
    FOLDER_NOT_WRITABLE = "folder_not_writable"  # folder
    FOLDER_TOO_LONG = "folder_too_long"  # folder, length, most (bytes)
    FOLDER_NO_TEXT = "folder_no_text"  # folder
    FILE_UNREADABLE = "file_unreadable"  # file
    FILE_EXISTS = "file_exists"  # file
    NOTHING_TO_IMPORT = "nothing_to_import"
    BUSY = "busy"
    # Settings, and what an administrator fixed.
    SETTING_UNKNOWN = "setting_unknown"  # setting
    SETTING_VALUE = "setting_value"  # setting, expected
    MIRROR_VALUE = "mirror_value"
    SET_BY_ADMINISTRATOR = "set_by_administrator"  # setting
    TRAINING_OFF = "training_off"
    MODEL_NOT_ALLOWED = "model_not_allowed"  # model
    MODEL_SHARED = "model_shared"  # model
    MODEL_FOLDER_MISSING = "model_folder_missing"  # folder
    POLICY_REFUSED = "policy_refused"  # file
    POLICY_DAMAGED = "policy_damaged"  # file
    POLICY_KEY = "policy_key"  # key
    POLICY_VALUE = "policy_value"  # key, expected
    # A defect of the program: reported, never explained away.
    BUG = "bug"


# What a password helps with.
LOCK_CODES = frozenset({Code.PASSWORD, Code.WRONG_PASSWORD})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the user's world that has a sentence, an advice and often a button. `code` chooses the
    sentence, `params` (JSON scalars) fill it, `detail` is for the log."""

    code: Code
    params: dict[str, str | int | float] = field(default_factory=dict)
    detail: str = ""

    @classmethod
    def stored(cls, code: str, params: Mapping[str, str | int | float]) -> "Problem":
        """From the code and params of a row; a code that this version does not know is a BUG."""
        try:
            return cls(Code(code), dict(params))
        except ValueError:
            return cls(Code.BUG, detail=code)


class ProblemError(Exception):
    """A `Problem` on its way up: in a worker to the `failed` message, in the window to whoever shows it."""

    def __init__(self, code: Code, detail: str = "", **params: str | int | float) -> None:
        super().__init__(f"{code}: {detail or params}")
        self.problem = Problem(code, params, detail)

    @property
    def code(self) -> Code:
        """The problem's code."""
        return self.problem.code

    @classmethod
    def of(cls, problem: Problem) -> "ProblemError":
        """Raises again what came as a value, from a message or a row."""
        return cls(problem.code, problem.detail, **problem.params)
