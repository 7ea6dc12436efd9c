"""Which files of a folder are documents."""

import os
from pathlib import Path

import pytest

from workers.contract.paths import kept_path, shown_name, system_path
from workers.contract.specs.bases import LeftOutReason
from workers.reading.find_files import FoundFile, find_files
from workers.services.knowledge.reading_ahead import in_order


def names(root: Path, *paths: Path) -> list[str]:
    return [
        str(Path(file.path).relative_to(root))
        for file in find_files([str(path) for path in paths or (root,)]).files
    ]


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
    (missing,) = find_files([str(tmp_path / "nothing.pdf")]).files
    assert missing.size == -1


def test_each_file_comes_once_with_size_and_time(tmp_path: Path) -> None:
    path = touch(tmp_path / "in" / "a.pdf", 7)
    os.utime(path, (100.5, 200.5))
    (found,) = find_files([str(tmp_path), str(tmp_path / "in"), str(path)]).files
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
        find_files([str(tmp_path)], stop)


def test_the_smallest_files_are_read_first_and_each_once() -> None:
    files = [FoundFile(f"/{number:02}", 1000 - number, 0.0) for number in range(20)]
    ordered = in_order(files)
    assert [file.size for file in ordered[:3]] == [981, 982, 983]
    assert sorted(ordered, key=lambda file: file.path) == files
    assert [file.path for file in ordered[8:]] == [f"/{number:02}" for number in range(12)]


def test_what_is_passed_over_is_told_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "папка"
    touch(folder / "a.pdf")
    touch(tmp_path / "чужое.txt")
    for name in ("~$a.docx", ".скрытый.txt", "program.exe", "b.part", "без расширения"):
        touch(folder / name)
    (folder / "наружу.txt").symlink_to(tmp_path / "чужое.txt")
    (folder / "битая.txt").symlink_to(folder / "нет.txt")
    os.mkfifo(folder / "канал.txt")
    deep = folder / "глубина"
    deep.mkdir()
    at = os.open(deep, os.O_RDONLY)
    for number in range(40):  # longer than a path may be
        os.mkdir(f"{number:02}{'д' * 50}", dir_fd=at)
        below = os.open(f"{number:02}{'д' * 50}", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    found = find_files([str(folder)])
    assert [Path(file.path).name for file in found.files] == ["a.pdf", "без расширения"]
    reasons = {Path(one.path).name: one.reason for one in found.left_out}
    deepest = next(name for name, reason in reasons.items() if reason is LeftOutReason.TOO_DEEP)
    del reasons[deepest]
    assert reasons == {
        "~$a.docx": LeftOutReason.TEMPORARY, ".скрытый.txt": LeftOutReason.HIDDEN,
        "b.part": LeftOutReason.TEMPORARY,
        "program.exe": LeftOutReason.OTHER_KIND, "наружу.txt": LeftOutReason.LINK_OUTSIDE,
        "битая.txt": LeftOutReason.LINK_BROKEN, "канал.txt": LeftOutReason.NOT_A_FILE,
    }  # fmt: skip
    # What a person names, a person wants: also through a link.
    (named,) = find_files([str(folder / "наружу.txt")]).files
    assert named.size == 3


def test_names_in_any_bytes_are_kept_sent_and_shown(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/" + "имя.txt".encode("cp1251")
    with open(odd, "wb") as file:
        file.write(b"x")
    (found,) = find_files([str(tmp_path)]).files
    found.path.encode("utf-8")  # it can be stored and sent
    assert os.fsencode(system_path(found.path)) == odd and found.size == 1
    assert shown_name(Path(found.path).name) == "\\xe8\\xec\\xff.txt"
    assert shown_name("акт\n2\u202efdp.exe") == "акт\\x0a2\\u202efdp.exe"
    assert kept_path("обычное имя.txt") == "обычное имя.txt" == shown_name("обычное имя.txt")
