"""What a damaged ZIP makes of the library that reads it, for whoever opens one that somebody else made."""

import errno
import lzma
import struct
import zipfile
import zlib

# KeyError of a member that is not there is among them, and RuntimeError of members under a password.
BROKEN_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, LookupError, ValueError, RuntimeError,
    OverflowError, struct.error,
)  # fmt: skip
# With what is_of_archive tells from troubles of the disk.
BROKEN_ZIP_OR_DISK: tuple[type[Exception], ...] = (*BROKEN_ZIP, OSError)


def is_of_archive(error: OSError) -> bool:
    """Whether an error other than those is of the archive all the same, and not of its disk: damaged bzip2
    raises OSError without a number, a member that would begin before the file is EINVAL."""
    return error.errno in {None, errno.EINVAL}
