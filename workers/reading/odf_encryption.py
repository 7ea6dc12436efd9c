"""OpenDocument files with a password (ODF 1.3 part 2, section 4; the keys of LibreOffice 24.8 and later)."""

import base64
import hashlib
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

from workers.broken_zip import BROKEN_ZIP_OR_DISK, is_of_archive
from workers.contract.codes import Code, ProblemError
from workers.reading.archive import MAX_PART, MAX_UNPACKED, attribute, local, parse_xml

_MANIFEST = "META-INF/manifest.xml"
_WHOLE = "encrypted-package"  # the one member of a package that is encrypted as a whole
_MOST_ITERATIONS, _MOST_MEMORY_KIB = 10_000_000, 1 << 20
_CHECKED = 1024  # bytes of a member that its checksum is of


def decrypted(path: Path, password: str) -> bytes:
    """The package without its encryption. Raises PASSWORD, LOCK_UNKNOWN, BROKEN_FILE, TOO_LARGE."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = {
                attribute(entry, "full-path"): entry
                for entry in parse_xml(archive.read(_MANIFEST))
                if local(entry) == "file-entry" and _child(entry, "encryption-data") is not None
            }
            if _WHOLE in entries:
                return _member(archive.read(_WHOLE), entries[_WHOLE], password)
            return _rewritten(archive, entries, password)
    except BROKEN_ZIP_OR_DISK as error:
        if isinstance(error, OSError) and not is_of_archive(error):
            raise
        raise ProblemError(Code.BROKEN_FILE, repr(error)) from error


def _rewritten(archive: zipfile.ZipFile, entries: dict[str, Any], password: str) -> bytes:
    result = io.BytesIO()
    size = 0
    with zipfile.ZipFile(result, "w") as written:
        for info in archive.infolist():
            if info.filename == _MANIFEST or info.file_size > MAX_PART:
                continue  # without its manifest nothing counts as encrypted
            data = archive.read(info)
            if info.filename in entries:
                data = _member(data, entries[info.filename], password)
            size += len(data)
            if size > MAX_UNPACKED:
                raise ProblemError(Code.TOO_LARGE, "unpacked", size=size, limit=MAX_UNPACKED)
            written.writestr(info.filename, data)
    return result.getvalue()


def _member(data: bytes, entry: Any, password: str) -> bytes:
    """A member without its encryption and compression."""
    if not password:
        raise ProblemError(Code.PASSWORD)
    about = _child(entry, "encryption-data")
    algorithm, derivation = _child(about, "algorithm"), _child(about, "key-derivation")
    if algorithm is None or derivation is None:
        raise ProblemError(Code.LOCK_UNKNOWN, "no algorithm")
    key = _key(derivation, _child(about, "start-key-generation"), password)
    vector = _bytes(algorithm, "initialisation-vector")
    packed = _plain(data, key, attribute(algorithm, "algorithm-name"), vector)
    if not _is_right(packed, attribute(about, "checksum-type"), _bytes(about, "checksum")):
        raise ProblemError(Code.PASSWORD)
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = unpacking.decompress(packed, MAX_PART)
    if unpacking.unconsumed_tail:
        raise ProblemError(Code.TOO_LARGE, "unpacked", size=len(plain) + 1, limit=MAX_PART)
    return plain


def _key(derivation: Any, start: Any, password: str) -> bytes:
    name = attribute(start, "start-key-generation-name") if start is not None else "sha1"
    # The first versions hashed with SHA-1 and said nothing of it.
    first = hashlib.new("sha256" if "sha256" in name else "sha1", password.encode(), usedforsecurity=False)
    salt = _bytes(derivation, "salt")
    size = int(attribute(derivation, "key-size") or 16)
    function = attribute(derivation, "key-derivation-name").casefold()
    if "argon2id" in function:
        return _argon2id(first.digest(), salt, size, derivation)
    if "pbkdf2" in function:
        iterations = int(attribute(derivation, "iteration-count"))
        if not 0 < iterations <= _MOST_ITERATIONS or not 0 < size <= 64:
            raise ProblemError(Code.LOCK_UNKNOWN, f"{iterations} iterations")
        return hashlib.pbkdf2_hmac("sha1", first.digest(), salt, iterations, size)
    raise ProblemError(Code.LOCK_UNKNOWN, function)


def _argon2id(secret: bytes, salt: bytes, size: int, derivation: Any) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory, iterations, lanes = (
        int(attribute(derivation, f"argon2-{name}")) for name in ("memory", "iterations", "lanes")
    )
    if not 0 < memory <= _MOST_MEMORY_KIB or not 0 < iterations <= 100 or not 0 < lanes <= 64:
        raise ProblemError(Code.LOCK_UNKNOWN, f"{memory} KiB, {iterations} iterations")
    function = Argon2id(salt=salt, length=size, iterations=iterations, lanes=lanes, memory_cost=memory)
    return function.derive(secret)


def _plain(data: bytes, key: bytes, algorithm: str, vector: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
    from cryptography.hazmat.decrepit.ciphers.modes import CFB
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    name = algorithm.casefold()
    if "gcm" in name:
        try:
            return AESGCM(key).decrypt(vector, data.removeprefix(vector), None)
        except InvalidTag as error:
            raise ProblemError(Code.PASSWORD) from error
    if "blowfish" in name:
        cipher = Cipher(Blowfish(key), CFB(vector)).decryptor()
        return cipher.update(data) + cipher.finalize()
    if "aes" in name and "cbc" in name:
        block = Cipher(AES(key), CBC(vector)).decryptor()
        padded = block.update(data) + block.finalize()
        return padded[: -padded[-1]] if padded and padded[-1] <= 16 else padded
    raise ProblemError(Code.LOCK_UNKNOWN, algorithm)


def _is_right(packed: bytes, kind: str, checksum: bytes) -> bool:
    """Whether the checksum of a member, where it has one, fits."""
    if not checksum:
        return True
    name = "sha256" if "sha256" in kind.casefold() else "sha1"
    part = packed[:_CHECKED] if "1k" in kind.casefold() else packed
    return hashlib.new(name, part, usedforsecurity=False).digest() == checksum


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if local(child) == name), None)


def _bytes(element: Any, name: str) -> bytes:
    return base64.b64decode(attribute(element, name))
