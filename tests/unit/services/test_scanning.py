"""Which files of a folder are documents."""

import os
from pathlib import Path

import pytest

from workers.services.knowledge.reading_ahead import in_order
from workers.services.knowledge.scanning import FoundFile, scan


def names(root: Path, *paths: Path) -> list[str]:
    return [str(Path(file.path).relative_to(root)) for file in scan([str(path) for path in paths or (root,)])]


def touch(path: Path, size: int = 3) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return path


def test_documents_of_a_folder_are_found_and_junk_is_not(tmp_path: Path) -> None:
    for name in ("a.pdf", "Папка с пробелом/б.DOCX", "old.doc", "scan.jpg", "archive.zip"):
        touch(tmp_path / name)
    for name in (
        "~$б.docx", ".hidden.pdf", ".git/c.txt", "__MACOSX/d.pdf", "Thumbs.db", "program.exe",
        "e.pdf.part", "f.tmp", "node_modules/g.md", "script.py",
    ):  # fmt: skip
        touch(tmp_path / name)
    assert names(tmp_path) == ["a.pdf", "archive.zip", "old.doc", "scan.jpg", "Папка с пробелом/б.DOCX"]


def test_a_file_named_itself_is_always_taken(tmp_path: Path) -> None:
    program = touch(tmp_path / "program.exe")
    assert names(tmp_path, program) == ["program.exe"]
    (missing,) = scan([str(tmp_path / "nothing.pdf")])
    assert missing.size == -1


def test_each_file_comes_once_with_size_and_time(tmp_path: Path) -> None:
    path = touch(tmp_path / "in" / "a.pdf", 7)
    os.utime(path, (100.5, 200.5))
    (found,) = scan([str(tmp_path), str(tmp_path / "in"), str(path)])
    assert found == FoundFile(str(path), 7, 200.5)


def test_links_to_folders_are_followed_and_loops_are_not(tmp_path: Path) -> None:
    touch(tmp_path / "real" / "a.pdf")
    (tmp_path / "real" / "loop").symlink_to(tmp_path)
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    assert names(tmp_path) == ["alias/a.pdf", "real/a.pdf"]
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nowhere.pdf")
    assert "dangling.pdf" not in names(tmp_path)


def test_the_walk_can_be_ended(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.pdf")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        scan([str(tmp_path)], stop)


def test_the_smallest_files_are_read_first_and_each_once() -> None:
    files = [FoundFile(f"/{number:02}", 1000 - number, 0.0) for number in range(20)]
    ordered = in_order(files)
    assert [file.size for file in ordered[:3]] == [981, 982, 983]
    assert sorted(ordered, key=lambda file: file.path) == files
    assert [file.path for file in ordered[8:]] == [f"/{number:02}" for number in range(12)]
