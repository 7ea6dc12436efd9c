"""By which rules a text was made of a file, and the ids of such texts."""

import uuid
from pathlib import Path

from workers import reading
from workers.contract.codes import Code, ProblemError
from workers.contract.paths import system_path
from workers.contract.specs.bases import NAMESPACE
from workers.disk import refused
from workers.files import sha256_of
from workers.reading import recognition
from workers.retrieval import chunking, lexical
from workers.tables import shaping

# Changes when a file would give other chunks: its documents are then read again.
FINGERPRINT = f"{reading.FINGERPRINT} {chunking.FINGERPRINT} {lexical.FINGERPRINT} {shaping.FINGERPRINT}"
# The same of a text of which pictures of pages were recognised, as far as they could be.
RECOGNISED = f"{FINGERPRINT} {recognition.FINGERPRINT}"
# The same of a text in place of one of which files inside were locked, until a password came.
UNLOCKED = f"{FINGERPRINT} unlocked"
CURRENT = (RECOGNISED, UNLOCKED, FINGERPRINT)


def content_id_of(digest: str, fingerprint: str = FINGERPRINT) -> str:
    """The id of the text that this program makes of a file with this hash."""
    return str(uuid.uuid5(NAMESPACE, f"{digest}\n{fingerprint}"))


def digest_of(path: str) -> str:
    """The hash of a file. Raises FILE_MISSING, NO_PERMISSION, BROKEN_FILE."""
    try:
        return sha256_of(Path(system_path(path)))
    except FileNotFoundError as error:
        raise ProblemError(Code.FILE_MISSING) from error
    except PermissionError as error:
        raise ProblemError(Code.NO_PERMISSION) from error
    except OSError as error:
        raise refused(error) or ProblemError(Code.BROKEN_FILE, repr(error)) from error
