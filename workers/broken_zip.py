"""What a damaged ZIP makes of the library that reads it, for whoever opens one that somebody else made."""

import lzma
import struct
import zipfile
import zlib

# KeyError of a member that is not there is among them, and RuntimeError of members under a password.
BROKEN_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, LookupError, ValueError, RuntimeError,
    OverflowError, struct.error,
)  # fmt: skip
