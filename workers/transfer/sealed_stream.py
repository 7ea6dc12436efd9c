"""A file under a password: Argon2id makes the key, AES-256-GCM encrypts and authenticates.

Header (48 bytes): magic, salt, cost of Argon2id, check of the password, nonce prefix. Then chunks of 64 KiB,
each with its tag of 16 bytes. The nonce of a chunk is prefix (7 bytes), number (4), and whether it is the
last (1), as in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), so that chunks cannot be
left out, put in another order or cut off; the header is authenticated with each of them. Costs: RFC 9106,
second recommendation (64 MiB, 3 passes, 4 lanes).
"""

import hmac
import io
import os
import struct
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from workers.contract.codes import Code, ProblemError
from workers.files import open_file, sha256

MAGIC = b"bukvar\x1a1"
_HEADER = struct.Struct("<8s16sBBI11s7s")
_PASSES, _LANES, _KIB = 3, 4, 64 * 1024
# A header of somebody else may ask for no more.
_MOST_PASSES, _MOST_LANES, _MOST_KIB = 16, 16, 1024 * 1024
_CHUNK, _TAG = 64 * 1024, 16
_CHECK = 11


def is_sealed(path: Path) -> bool:
    """Whether a file is one of these. Raises OSError."""
    with open_file(path) as stream:
        return stream.read(len(MAGIC)) == MAGIC


def _keys(password: str, salt: bytes, passes: int, lanes: int, kib: int) -> tuple[bytes, bytes]:
    """The key, and a check that tells a wrong password from a damaged file."""
    made = Argon2id(salt=salt, length=64, iterations=passes, lanes=lanes, memory_cost=kib).derive(
        password.encode("utf-8", "surrogatepass")
    )
    return made[:32], bytes.fromhex(sha256(made[32:]))[:_CHECK]


class SealedWriter(io.RawIOBase):
    """Encrypts what is written into `target`, which stays open; `close` writes the last chunk."""

    def __init__(self, target: BinaryIO, password: str) -> None:
        salt, self._prefix = os.urandom(16), os.urandom(7)
        key, check = _keys(password, salt, _PASSES, _LANES, _KIB)
        self._header = _HEADER.pack(MAGIC, salt, _PASSES, _LANES, _KIB, check, self._prefix)
        self._cipher, self._target = AESGCM(key), target
        self._buffer, self._number = bytearray(), 0
        target.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._buffer += data
        while len(self._buffer) > _CHUNK:  # one always stays: the last is marked
            self._put(bytes(self._buffer[:_CHUNK]), last=False)
            del self._buffer[:_CHUNK]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._buffer), last=True)
        super().close()

    def _put(self, chunk: bytes, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last)
        self._target.write(self._cipher.encrypt(nonce, chunk, self._header))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Decrypts a file, at any place of it. Raises BACKUP_PASSWORD for another password, and BACKUP_DAMAGED
    for bytes that are not those that were written, wherever they are met."""

    def __init__(self, path: Path, password: str) -> None:
        self._path, self._stream = path, open_file(path)
        self._header = self._stream.read(_HEADER.size)
        try:
            magic, salt, passes, lanes, kib, check, self._prefix = _HEADER.unpack(self._header)
        except struct.error as error:
            raise self._damaged("cut off") from error
        wanted = 1 <= passes <= _MOST_PASSES and 1 <= lanes <= _MOST_LANES and 8 * lanes <= kib <= _MOST_KIB
        if magic != MAGIC or not wanted:
            raise self._damaged("the header")
        key, own = _keys(password, salt, passes, lanes, kib)
        if not hmac.compare_digest(own, check):
            self._stream.close()
            raise ProblemError(Code.BACKUP_PASSWORD, file=str(path))
        self._cipher = AESGCM(key)
        body = path.stat().st_size - _HEADER.size
        self._chunks = max(1, -(-body // (_CHUNK + _TAG)))
        self._size = body - self._chunks * _TAG
        if self._size < 0:
            raise self._damaged("cut off")
        self._at, self._held = 0, (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """As much as is wanted and there, also over several chunks: `zipfile` asks once for each header."""
        begun, wanted = self._at, min(self._at + len(buffer), self._size)
        while self._at < wanted:
            number, inside = divmod(self._at, _CHUNK)
            part = self._chunk(number)[inside : inside + wanted - self._at]
            buffer[self._at - begun : self._at - begun + len(part)] = part
            self._at += len(part)
        return self._at - begun

    def close(self) -> None:
        self._stream.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            self._stream.seek(_HEADER.size + number * (_CHUNK + _TAG))
            sealed = self._stream.read(_CHUNK + _TAG)
            nonce = _nonce(self._prefix, number, number == self._chunks - 1)
            try:
                self._held = (number, self._cipher.decrypt(nonce, sealed, self._header))
            except InvalidTag as error:
                raise self._damaged(f"chunk {number}") from error
        return self._held[1]

    def _damaged(self, detail: str) -> ProblemError:
        self._stream.close()
        return ProblemError(Code.BACKUP_DAMAGED, detail, file=str(self._path))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)
