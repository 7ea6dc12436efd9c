"""Zip containers of office formats, and their XML: with limits, without entities."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from workers.contract.codes import Code, ProblemError

# What one XML part, and all that are read of a file, may unpack to. A tree takes some ten times its bytes.
MAX_PART = 160 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
_MAX_MEMBERS = 20_000
_NO_MEMORY = 2  # XML_ERR_NO_MEMORY


class Package:
    """An opened zip container. Raises TOO_LARGE for what unpacks beyond the limits (a "zip bomb"); sizes
    come from the directory, beyond which the zip module does not read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        members = archive.infolist()
        self.names = {member.filename for member in members}
        unpacked = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
        if unpacked > MAX_UNPACKED or len(members) > _MAX_MEMBERS:
            raise ProblemError(Code.TOO_LARGE, "unpacked", size=unpacked, limit=MAX_UNPACKED)

    def limit_members(self, limit: int) -> None:
        """Raises TOO_LARGE when a member unpacks to more than `limit` bytes, or all to more than
        `MAX_UNPACKED`: for a reader that unpacks without asking."""
        sizes = [member.file_size for member in self._archive.infolist()]
        for size, most in ((max(sizes, default=0), limit), (sum(sizes), MAX_UNPACKED)):
            if size > most:
                raise ProblemError(Code.TOO_LARGE, "unpacked", size=size, limit=most)

    def read(self, name: str) -> bytes:
        """The bytes of a member; KeyError when it is not there."""
        info = self._archive.getinfo(name)
        if info.file_size > MAX_PART:
            raise ProblemError(Code.TOO_LARGE, name, size=info.file_size, limit=MAX_PART)
        return self._archive.read(info)

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """A member to be read in pieces, however large; KeyError when it is not there."""
        with self._archive.open(name) as file:
            yield file

    def xml(self, name: str) -> Any:
        """The root element of an XML member; None when it is not there."""
        if name not in self.names:
            return None
        return parse_xml(self.read(name))


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The container at `path`; raises PASSWORD when its members are encrypted, BROKEN_FILE."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(archive)
    except zipfile.BadZipFile as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error
    except RuntimeError as error:
        if "encrypted" in str(error) or "password" in str(error):
            raise ProblemError(Code.PASSWORD) from error
        raise


def parse_xml(data: bytes, *, huge: bool = False) -> Any:
    """The root of an XML document; entities are not expanded, nothing outside is loaded. `huge` lifts the
    library's own limits on depth and on the length of a text. Raises BROKEN_FILE, `MemoryError`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # Out of memory, libxml2 says so or fails without a place in the file.
        if getattr(error, "code", 0) == _NO_MEMORY or not error.lineno:
            raise MemoryError from error
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error


def local(element: Any) -> str:
    """The element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """The value of an attribute by its local name, "" when it is not there."""
    for key, value in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return str(value)
    return ""


def title_of(package: Package, name: str) -> str:
    """The title in the container's metadata part (`docProps/core.xml`, `meta.xml`), "" when it has none."""
    root = package.xml(name)
    if root is None:
        return ""
    return next((element.text or "" for element in root.iter() if local(element) == "title"), "")
