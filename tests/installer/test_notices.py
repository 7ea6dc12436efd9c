"""What is handed out: every part may be, and has its licence's text; what must not be there is seen."""

import contextlib
import io
import json
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from desktop.features.security.domain.licences import Component, LicenceText, owners, parts_of
from desktop.features.security.services.licence_list import LicenceService
from installer.notices import build, gathering
from installer.notices.bundle import bundled_libraries, check_bundle, without_the_absent
from installer.notices.collecting import LOCK, RESOURCES, collect
from installer.notices.gathering import (
    gather,
    known_parts,
    locked_names,
    standard_texts,
)
from installer.notices.rules import forbidden
from installer.notices.window_list import to_file, with_texts, write_list
from installer.notices.writing import unnamed_texts, write_sbom

# Names as PyInstaller lays them out.
SOUND = [
    "_internal/PySide6/Qt/lib/libQt6Widgets.so.6",
    "_internal/PySide6/Qt/plugins/platforms/libqxcb.so",
    "_internal/PySide6/QtCore.abi3.so",
    "_internal/numpy.libs/libscipy_openblas64_-32a4b2a6.so",
    "_internal/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
    "_internal/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
    "_internal/libssl.so.3",
    "_internal/PySide6/Qt/lib/libicudata.so.73",
    "_internal/nacl/_sodium.abi3.so",
    "_internal/_cffi_backend.cpython-311-x86_64-linux-gnu.so",
    "_internal/libglib-2.0.so.0",
    "_internal/charset_normalizer/md.cpython-311-x86_64-linux-gnu.so",
]
REFUSED = {
    "_internal/libreadline.so.8": "Readline",
    "_internal/lib-dynload/readline.cpython-311-x86_64-linux-gnu.so": "Readline",
    "_internal/python3.11/lib-dynload/_gdbm.cpython-311-x86_64-linux-gnu.so": "dbm",
    "_internal/libgdbm.so.6": "dbm",
    "_internal/libdb-5.3.so": "AGPL",
    "_internal/PySide6/Qt/lib/libQt6Charts.so.6": "Charts",
    "_internal/PySide6/QtGraphs.abi3.so": "Graphs",
    "_internal/PySide6/Qt6VirtualKeyboard.dll": "Virtual Keyboard",
    "_internal/PySide6/Qt/lib/libQt6WaylandCompositor.so.6": "Compositor",
    "_internal/PySide6/Qt/lib/libQt6NewModule.so.6": "module of Qt",
    "_internal/libsurprise.so.1": "not listed",
    "_internal/torch/lib/libtorch_cpu.so": "not listed",
}


@pytest.fixture(scope="module")
def components() -> list[Component]:
    return collect(Path(sys.executable))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str]:
    """(what the command wrote about a build with a refused library, its exit code, what it said)."""
    folder = tmp_path_factory.mktemp("written")
    laid_out(folder / "bundle", ["_internal/libreadline.so.8", *SOUND])
    with contextlib.redirect_stderr(io.StringIO()) as said:
        code = build.main(["--bundle", str(folder / "bundle"), "--out", str(folder / "out")])
    return folder / "out", code, said.getvalue()


def laid_out(folder: Path, names: list[str]) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"\x7fELF")
    return folder


def test_everything_here_may_be_handed_out(components: list[Component]) -> None:
    assert forbidden(components) == [] and unnamed_texts(components) == []
    alone = {part.name for part in owners(components)}
    assert {"Bukvar", "Python", "PySide6_Essentials", "llama_cpp_python", "onnxruntime", "pillow"} <= alone
    assert not alone & {"pytest", "mypy", "ruff", "torch", "unsloth", "pyinstaller"}
    parts = {part.name: part for part in components}
    assert parts["Qt"].texts[0].title == "LGPL-3.0.txt" and "LESSER" in parts["Qt"].texts[0].body
    assert parts["OpenCorpora dictionary"].licence == "CC-BY-SA-3.0"
    assert all(part.texts for part in owners(components))
    assert "libimagequant" not in {part.name for part in components}
    crates = parts_of(parts["qdrant-edge-py"], components)
    assert len(crates) > 300 and all(crate.licence for crate in crates)


def test_the_command_tells_what_is_refused(written: tuple[Path, int, str]) -> None:
    out, code, said = written
    assert code == 1
    assert said == "_internal/libreadline.so.8: GNU Readline is under the GPL\n"
    assert {file.name for file in out.iterdir()} == {"bukvar.cdx.json", "NOTICES.txt", "components.json"}


def test_the_list_names_every_part(components: list[Component], written: tuple[Path, int, str]) -> None:
    """Its writer checks it against the schema of its format, and raises where it does not fit."""
    text = (written[0] / "bukvar.cdx.json").read_text(encoding="utf-8")
    bundle = written[0].parent / "bundle"
    components = [*without_the_absent(components, bundle), *bundled_libraries(bundle)]
    untrusted = json.loads(text)
    assert (untrusted["specVersion"], untrusted["metadata"]["component"]["name"]) == ("1.6", "Bukvar")
    named = {entry["name"].replace("_", "-").replace(".", "-").lower() for entry in untrusted["components"]}
    assert len(named & {name.replace(".", "-") for name in locked_names(LOCK)}) > 50
    assert "grpcio" not in named  # without_grpc.py stands in for it
    whole = {entry["bom-ref"] for entry in untrusted["components"]}
    assert len(whole) == len(components) - 1
    assert {ref for entry in untrusted["dependencies"] for ref in entry.get("dependsOn", ())} == whole


def test_a_list_that_does_not_fit_its_schema_is_not_written(tmp_path: Path) -> None:
    with pytest.warns(UserWarning), pytest.raises(SystemExit, match="does not fit CycloneDX"):
        write_sbom([Component("part", "v" * 2000, "MIT")], tmp_path / "sbom.json")
    assert not list(tmp_path.iterdir())


def test_people_get_every_text_once(written: tuple[Path, int, str]) -> None:
    text = (written[0] / "NOTICES.txt").read_text(encoding="utf-8")
    assert text.count("GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3") == 1
    for word in ("OpenCorpora", "holds Qt", "Creative Commons", "The Inter Project Authors", "PDFium"):
        assert word in text


def test_the_window_reads_what_the_build_wrote(components: list[Component], tmp_path: Path) -> None:
    write_list(components, tmp_path / "licenses" / "components.json")
    read = LicenceService(tmp_path).components()
    assert read == with_texts(components)
    assert all(part.texts for part in read)
    part = next(part for part in read if part.name == "tokenizers")
    assert "Apache License" in part.texts[0].body
    assert len(to_file(components)["texts"]) < sum(len(part.texts) for part in components)


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("MIT OR GPL-2.0-only", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("MIT AND GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("LGPL-3.0-only", False),
        ("Something-Else", False),
        ("MIT AND", False),
        ("", False),
    ],
)
def test_only_named_licences_pass(licence: str, free: bool) -> None:
    assert (forbidden([Component("part", "1.0", licence)]) == []) is free


def test_a_licence_that_changed_is_not_known_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "striprtf-9.0.dist-info"
    info.mkdir()
    head = "Metadata-Version: 2.4\nName: psutil\nVersion: 9.0\nLicense: "
    (info / "METADATA").write_text(head + "AGPL-3.0\n", encoding="utf-8")
    changed = Distribution.at(info)
    monkeypatch.setattr(gathering, "distribution", lambda name: changed)
    found = [part for part in gather(["psutil"], RESOURCES) if part.name == "psutil"]
    assert [(part.version, part.licence) for part in found] == [("9.0", "")]
    assert forbidden(found) == ["psutil 9.0: its licence is not known"]
    (info / "METADATA").write_text(head + "BSD-3-Clause\n", encoding="utf-8")
    assert forbidden([part for part in gather(["psutil"], RESOURCES) if part.name == "psutil"]) == []


def test_a_sound_build_passes_and_its_system_libraries_are_listed(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, SOUND)
    (folder / "_internal" / "libreadline.so.8").symlink_to("libssl.so.3")  # a link is not a library
    (folder / "_internal" / "readme.txt").write_text("libgdbm")
    assert check_bundle(folder) == []
    listed = {part.name: part for part in bundled_libraries(folder)}
    assert set(listed) == {"OpenSSL", "GLib", "PyInstaller bootloader"}
    assert forbidden(list(listed.values())) == []
    assert all(part.texts for part in listed.values())


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_what_must_not_be_in_a_build_is_seen(tmp_path: Path, name: str, why: str) -> None:
    (problem,) = check_bundle(laid_out(tmp_path, [*SOUND, name]))
    assert problem.startswith(f"{name}: ") and why in problem


def test_a_library_compiled_into_an_extension_is_seen(tmp_path: Path) -> None:
    name = "_internal/PIL/_imaging.cpython-311-x86_64-linux-gnu.so"
    (laid_out(tmp_path, [name]) / name).write_bytes(b"\x7fELF..liq_attr_create..")
    assert "GPL" in check_bundle(tmp_path)[0]


def test_every_named_licence_has_its_text() -> None:
    for part in known_parts(RESOURCES)["parts"]:
        assert part.get("texts") or standard_texts(part["licence"], RESOURCES), part["name"]


def test_a_text_that_parts_share_is_kept_once(tmp_path: Path) -> None:
    shared = LicenceText("LICENSE", "the same words")
    parts = [Component(name, "1", "MIT", texts=(shared,)) for name in ("a", "b")]
    write_list(parts, tmp_path / "licenses" / "components.json")
    written = (tmp_path / "licenses" / "components.json").read_text(encoding="utf-8")
    assert written.count("the same words") == 1
    assert LicenceService(tmp_path).components() == parts
