"""Keys and signatures of model packs: Ed25519. A key in a file is 64 hexadecimal digits."""

import os
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from workers.contract.codes import Code, ProblemError
from workers.contract.packs import MadeKey, Signature
from workers.disk import write_refused
from workers.files import read_file

PUBLIC = ".pub"


def make_key(file: Path) -> MadeKey:
    """Write a new private key into `file`, for its owner's eyes alone, and the public one beside it. Raises
    FILE_EXISTS, FOLDER_NOT_WRITABLE."""
    key = SigningKey.generate()
    public = file.with_name(file.name + PUBLIC)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(key.encode().hex() + "\n")
        with public.open("x", encoding="ascii") as stream:
            stream.write(key.verify_key.encode().hex() + "\n")
    except FileExistsError as error:
        raise ProblemError(Code.FILE_EXISTS, str(error), file=error.filename) from error
    except OSError as error:
        raise write_refused(error, file.parent) from error
    return MadeKey(key.verify_key.encode().hex(), (str(file), str(public)))


def sign(manifest: bytes, file: Path) -> Signature:
    """Sign with the private key in `file`; raises FILE_UNREADABLE, also where it is not the one of the public
    key beside it: a wrong digit makes another key, which nobody trusts."""
    public = file.with_name(file.name + PUBLIC)
    try:
        key = SigningKey(_key(file))
        if public.exists() and _key(public) != key.verify_key.encode():
            raise ValueError("not the key of the public one beside it")
    except (OSError, ValueError, TypeError) as error:
        raise ProblemError(Code.FILE_UNREADABLE, repr(error), file=file.name) from error
    return Signature(key.verify_key.encode().hex(), key.sign(manifest).signature.hex())


def _key(file: Path) -> bytes:
    return bytes.fromhex(read_file(file, 200).decode("ascii"))


def holds(signature: Signature, manifest: bytes) -> bool:
    """Whether the signature is that of its key over these bytes."""
    try:
        VerifyKey(bytes.fromhex(signature.key)).verify(manifest, bytes.fromhex(signature.signature))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
