"""Reads a model pack: what it holds, whether it is whole and whose it is, and where the files lie in it.

Only plain headers are read, each where it must stand: no name and no length in a file decides what is done.
"""

import os
import tarfile
from pathlib import Path

from workers.contract.codec import CodecError, decode_json, from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.packs import (
    FORMAT,
    MANIFEST,
    MANIFEST_LIMIT,
    SIGNATURE,
    Pack,
    PackFacts,
    PackFile,
    PackModel,
    Signature,
    member,
    parse,
)
from workers.files import open_file
from workers.transfer.pack_signing import holds

BLOCK = tarfile.BLOCKSIZE  # bytes; everything in the container begins at a multiple of it
_SIGNATURE_LIMIT = 4096


class PackReader:
    """An opened pack, checked but for the bytes of its models. Raises NO_SUCH_FILE, NOT_A_PACK, PACK_DAMAGED,
    PACK_NEWER, PACK_SIGNATURE, PACK_UNTRUSTED, SOURCE_UNREACHABLE."""

    def __init__(self, path: Path, keys: tuple[str, ...] = ()) -> None:
        self.path = path
        try:
            self.file = open_file(path)
        except FileNotFoundError as error:
            raise ProblemError(Code.NO_SUCH_FILE, str(error), file=str(path)) from error
        except IsADirectoryError as error:
            raise ProblemError(Code.NOT_A_PACK, str(error), file=path.name) from error
        except OSError as error:
            raise ProblemError(Code.SOURCE_UNREACHABLE, str(error), source=str(path)) from error
        try:
            self._read(keys)
        except OSError as error:
            self.close()
            raise ProblemError(Code.SOURCE_UNREACHABLE, str(error), source=str(path)) from error
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "PackReader":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    @property
    def facts(self) -> PackFacts:
        """What the pack says of itself."""
        return PackFacts(str(self.path), self.size, self.pack, self.key)

    def offset(self, model: PackModel, file: PackFile) -> int:
        """Where the bytes of a file begin."""
        return self._offsets[member(model, file)]

    def damaged(self, detail: str) -> ProblemError:
        """The problem of a pack whose bytes are not those that its description names."""
        return ProblemError(Code.PACK_DAMAGED, detail, file=self.path.name)

    def _read(self, keys: tuple[str, ...]) -> None:
        self.size = os.fstat(self.file.fileno()).st_size
        first = self._header()
        if first is None or first.name != MANIFEST or not 0 < first.size <= MANIFEST_LIMIT:
            if self._was_a_pack():
                raise self.damaged("the header at the beginning")
            raise ProblemError(Code.NOT_A_PACK, "no description at the beginning", file=self.path.name)
        manifest = self._content(first.size)
        self.pack = self._parse(manifest)
        following = self._header()
        self.key = ""
        if following is not None and following.name == SIGNATURE:
            if following.size > _SIGNATURE_LIMIT:
                raise ProblemError(Code.PACK_SIGNATURE, "too long", file=self.path.name)
            self.key = self._signer(self._content(following.size), manifest)
            following = self._header()
        if keys and self.key not in keys:
            raise ProblemError(Code.PACK_UNTRUSTED, self.key or "not signed", file=self.path.name)
        self._find_files(following)

    def _was_a_pack(self) -> bool:
        """Whether the beginning, though damaged, can be no other file's: its header still has the name of the
        description, or a description follows it."""
        self.file.seek(0)
        beginning = self.file.read(2 * BLOCK)
        name, description = beginning[: len(MANIFEST)], beginning[BLOCK:]
        same = sum(a == b for a, b in zip(name, MANIFEST.encode(), strict=False))
        return same >= len(MANIFEST) - 2 or (description[:1] == b"{" and b'"format"' in description[:64])

    def _parse(self, manifest: bytes) -> Pack:
        try:
            untrusted = decode_json(manifest)
            number = untrusted["format"]
            if isinstance(number, int) and number > FORMAT:
                raise ProblemError(Code.PACK_NEWER, f"format {number}", file=self.path.name)
            return parse(untrusted)
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise self.damaged(repr(error)) from error

    def _signer(self, untrusted: bytes, manifest: bytes) -> str:
        try:
            signature = from_json(Signature, decode_json(untrusted))
        except (ValueError, CodecError, RecursionError) as error:
            raise ProblemError(Code.PACK_SIGNATURE, repr(error), file=self.path.name) from error
        if not holds(signature, manifest):
            raise ProblemError(Code.PACK_SIGNATURE, signature.key[:64], file=self.path.name)
        return signature.key.lower()

    def _find_files(self, header: tarfile.TarInfo | None) -> None:
        """Every file stands where its predecessor ends, with the name and the length that were described."""
        self._offsets: dict[str, int] = {}
        for model in self.pack.models:
            for file in model.files:
                name = member(model, file)
                if header is None or (header.name, header.size) != (name, file.size):
                    raise self.damaged(f"{name} is not where it should be")
                self._offsets[name] = self.file.tell()
                end = self._offsets[name] + file.size
                if end > self.size:
                    raise self.damaged(f"{name} is cut off")
                self.file.seek(end + -end % BLOCK)
                header = self._header()

    def _header(self) -> tarfile.TarInfo | None:
        """The header of the file that begins here; None where there is none (the end, or no container)."""
        try:
            found = tarfile.TarInfo.frombuf(self.file.read(BLOCK), "utf-8", "strict")
        except (tarfile.HeaderError, ValueError):
            return None
        return found if found.type == tarfile.REGTYPE and found.size >= 0 else None

    def _content(self, size: int) -> bytes:
        content = self.file.read(size)
        if len(content) != size:
            raise self.damaged("cut off")
        self.file.seek(-size % BLOCK, os.SEEK_CUR)
        return content
