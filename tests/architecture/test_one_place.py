"""What is decided once is written once: a second place has to say here why it needs one."""

import ast
import re

import pytest

from tests.architecture.test_layout import ROOT, tracked

# What a line may not do → the files that may, each for what it streams, or puts aside, itself.
PLACES = {
    r"hashlib\.sha256\(": {
        "workers/files.py",
        "workers/transfer/partial_file.py",  # while it is downloaded
        "workers/transfer/pack_writing.py",  # while it is packed
        "workers/transfer/backup_file.py",  # while it is packed and unpacked
        "desktop/features/training/services/adapter_file.py",  # while it is unpacked
    },
    r"os\.replace\(": {
        "workers/files.py",
        "workers/transfer/pack_installing.py",  # a damaged model leaves its place
        "desktop/settings/store.py",  # a damaged file is put aside
    },
    r"os\.fsync\(": {
        "workers/files.py",
        "workers/transfer/partial_file.py",  # a pause keeps what has come
        "workers/training/weights.py",  # shard by shard, while there is something to tell
        "desktop/features/training/services/adapter_file.py",  # unpacked under its last name, then checked
        "workers/services/probe/folders.py",  # tries whether the disk can
    },
    r"QEvent\.Type\.LanguageChange": {"desktop/ui/widgets/translated.py"},
    r"\.replace\(\s*f?['\"]%": set(),  # `fill` of ui/i18n/placeholders.py
    r"\(DocumentState\.READY, DocumentState\.": set(),  # `answers`, `has_text` of core/entities.py
}


@pytest.mark.parametrize("pattern", PLACES)
def test_a_rule_has_one_place(pattern: str) -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for file in tracked("desktop/*.py", "workers/*.py", "installer/*.py")
        if re.search(pattern, file.read_text(encoding="utf-8"))
    }
    assert found == PLACES[pattern]


def test_a_public_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = {}
    for file in tracked("desktop/*.py", "workers/*.py", "installer/*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(file.relative_to(ROOT).as_posix())
    assert {name: files for name, files in places.items() if len(files) > 1} == {}
