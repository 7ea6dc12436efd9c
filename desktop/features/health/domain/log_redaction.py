"""Logs without a word of anybody's documents: only what is known to be the program's own is let through.

A message of an error may quote anything: a cell of a table, a name of a file, a line of a letter. What must
not get out cannot be listed, so what may is: times, levels, places in source files, names of functions of the
engines, codes, exceptions and a vocabulary of technical words. All else becomes "…".
"""

import builtins
import re
from collections.abc import Iterable

from workers.contract.codes import Code
from workers.contract.specs.jobs import Job, Kind

HIDDEN = "…"
_LONGEST = 400  # characters of a line that are looked at
_TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[,.]\d+"
_LEVEL = r"DEBUG|INFO|WARNING|ERROR|CRITICAL"
_RECORD = re.compile(
    rf"^({_TIME}) (?:({'|'.join(Kind)}|reader) )?({_LEVEL}) ([a-z_][a-z0-9_.]*)(:\d+)?: ?(.*)$"
)
_FRAME = re.compile(r'^\s*File "([^"]+)", line (\d+),? in ([A-Za-z_<][\w<>.]{0,60})\s*$')
_ASSERTION = re.compile(r"([\w-]+\.(?:c|cc|cpp|cu|h|hpp)):(\d+)")
_CALLED = re.compile(r"^(ggml|llama|gguf|cuda|vk|vulkan|qdrant)_[a-z0-9_]+$")
# No more digits than such numbers have: a longer one is a taxpayer's, an account's or a card's. The three are
# Windows' for an illegal instruction, an access violation and a stack overrun.
_NUMBERED = re.compile(
    r"\b(signal|code|errno|line|status) (\d{1,4}|(?<=line )\d{5}|3221225501|3221225477|3221226505)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w-]*|\d+|\S")
_ROOTS = ("/desktop/", "/workers/", "/site-packages/", "/installer/")
_OWN_EXCEPTIONS = (
    "ProblemError", "WireError", "CodecError", "Cancelled", "RequestCancelled",
    "NetworkRefused",
    "OperationalError", "IntegrityError", "DatabaseError", "ReadingCancelled", "TemplateError", "Aborted",
    "HolderLost", "SourceError", "ConnectError", "HTTPStatusError", "ReadTimeout",
)  # fmt: skip
# Words of the program's own messages and of its engines' errors; alone they tell nothing of a document.
_TECHNICAL = """
    a an the of in on at to by for from with without and or not no is are was were be been it its this that
    which could cannot can did does do has have had will again after before while
    traceback most recent call last first fatal python error warning exception aborted segmentation fault
    illegal instruction bus floating point current thread assertion assert failed failure fail signal exit
    code line file killed terminated crashed stopped hung silent ended end started start begin restarted
    worker window process request requests job jobs message lane refused unknown unexpected bad invalid wrong
    missing damaged load loading loaded unload read reading write writing written open opening close closing
    closed flush memory out allocate allocation buffer bytes size too large small long limit exceeded full
    disk space device model models tensor tensors layer layers context token tokens batch backend backends
    engine cpu gpu cuda vulkan metal driver itself compute graph kernel library libraries symbol version
    versions build processor embedder embedding vector vectors store database schema upgrading upgraded locked
    lock timeout timed network connection connect address socket permission denied access directory folder
    found exist exists file's setting settings default fit fits left kept damaged base reconciled question run
    brought attempt guard here listener defect ids hello alive protocol json decode encode utf-8 utf unicode
    surrogate character codec byte position key keys value values type types argument arguments attribute
    object none module import name index range list string integer float division zero overflow recursion
    depth maximum iteration """.split()  # noqa: SIM905
VOCABULARY = frozenset(
    {
        *_TECHNICAL,
        *(str(code) for code in Code),
        *(str(kind) for kind in Kind),
        *(str(job) for job in Job),
    }
)
_EXCEPTIONS = frozenset(
    {
        *_OWN_EXCEPTIONS,
        *(
            name
            for name, value in vars(builtins).items()
            if isinstance(value, type) and issubclass(value, BaseException)
        ),
    }
)


def redacted(lines: Iterable[str]) -> list[str]:
    """The lines of a log, each as far as it may be shown; lines of which nothing is left are one "…"."""
    shown: list[str] = []
    for line in lines:
        redacted = redacted_line(line.rstrip("\r\n")[:_LONGEST])
        if redacted and (redacted != HIDDEN or shown[-1:] != [HIDDEN]):
            shown.append(redacted)
    return shown


def redacted_line(line: str) -> str:
    """One line; "" for an empty one."""
    if not line.strip():
        return ""
    frame = _FRAME.match(line)
    if frame:
        return f'  File "{_place(frame.group(1))}", line {frame.group(2)}, in {frame.group(3)}'
    record = _RECORD.match(line)
    if record:
        at, kind, level, name, number, message = record.groups()
        head = " ".join(part for part in (at, kind, level, f"{name}{number or ''}") if part)
        return f"{head}: {safe_words(message)}".rstrip()
    return safe_words(line)


def safe_words(text: str) -> str:
    """What of a text is the program's own: technical words, names of exceptions and engine functions, places
    in source files, the numbers of signals, exit codes and lines. Runs of anything else become one "…"."""
    kept: list[str] = []
    numbers = {match.span(2): match.group(2) for match in _NUMBERED.finditer(text)}
    places = {match.start(): match for match in _ASSERTION.finditer(text)}
    at = 0
    while (found := _WORD.search(text, at)) is not None:
        place = places.get(found.start())
        if place is not None and place.group(1).startswith(("ggml", "llama", "gguf", "binary-ops", "ops")):
            kept.append(place.group(0))
            at = place.end()
            continue
        word, at = found.group(0), found.end()
        ours = word.lower() in VOCABULARY or word in _EXCEPTIONS or _CALLED.match(word)
        if ours or found.span() in numbers:
            kept.append(word)
        elif kept[-1:] != [HIDDEN]:
            kept.append(HIDDEN)
    return " ".join(kept)


def _place(path: str) -> str:
    """A source file from its package on; "…" for what is none of the program's."""
    plain = path.replace("\\", "/")
    root = max(plain.rfind(root) for root in _ROOTS)
    if root < 0:
        match = re.search(r"/lib/python3\.\d+/", plain)
        root = match.start() if match else -1
    short = plain[root + 1 :] if root >= 0 else ""
    return short if re.fullmatch(r"[A-Za-z0-9_./-]+\.pyc?", short) else HIDDEN
