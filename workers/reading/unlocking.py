"""Files with a password: which of the given ones opens a file, and the file as it is without its lock."""

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from workers.contract.codes import Code, ProblemError
from workers.reading.identify import LOCKED_OFFICE

_Read = TypeVar("_Read")

_OFFICE = {LOCKED_OFFICE, "doc", "xls", "ppt"}
_ODF = {"odt", "ods", "odp"}
LOCKABLE = _OFFICE | _ODF
# With this one Office locks a file that anybody may open, and nobody change ([MS-OFFCRYPTO] 2.2).
_OF_READ_ONLY = "VelvetSweatshop"


def first_that_opens(passwords: Sequence[str], read: Callable[[str], _Read]) -> _Read:
    """What `read` returns without a password, or with the first that fits. Raises PASSWORD, and
    WRONG_PASSWORD where passwords were given and none fits."""
    for password in dict.fromkeys(("", *passwords)):
        try:
            return read(password)
        except ProblemError as error:
            if error.code is not Code.PASSWORD:
                raise
    raise ProblemError(Code.WRONG_PASSWORD if any(passwords) else Code.PASSWORD)


@contextmanager
def unlocked(path: Path, kind: str, password: str) -> Iterator[Path]:
    """A copy of the file (of a kind in `LOCKABLE`) without its lock, as long as the block lasts. Raises
    PASSWORD when this is not its password, LOCK_UNKNOWN, BROKEN_FILE."""
    if kind in _ODF:
        from workers.reading import odf_encryption

        try:
            data = odf_encryption.decrypted(path, password)
        except (ProblemError, OSError, MemoryError):
            raise
        except Exception as error:  # what it trips over in a damaged file
            raise ProblemError(Code.BROKEN_FILE, repr(error)) from error
    else:
        try:
            data = _decrypted(path, password or _OF_READ_ONLY)
        except ProblemError as error:
            # How it is locked is said once somebody has given a password.
            raise error if password else ProblemError(Code.PASSWORD) from error
    with tempfile.TemporaryDirectory(prefix="unlocked-") as folder:
        copy = Path(folder) / f"file{path.suffix.casefold()[:12]}"
        copy.write_bytes(data)
        yield copy


def _decrypted(path: Path, password: str) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    result = io.BytesIO()
    try:
        with path.open("rb") as stream:
            office = msoffcrypto.OfficeFile(stream)
            office.load_key(password=password)
            office.decrypt(result)
    except InvalidKeyError as error:
        raise ProblemError(Code.PASSWORD) from error
    except (DecryptionError, FileFormatError, ParseError, NotImplementedError) as error:
        raise ProblemError(Code.LOCK_UNKNOWN, repr(error)) from error
    except OSError:
        raise
    except Exception as error:  # what it trips over in a damaged file
        raise ProblemError(Code.BROKEN_FILE, repr(error)) from error
    return result.getvalue()
