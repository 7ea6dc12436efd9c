"""What the window's process loads: never a heavy engine, and nothing of a worker but the contract."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "torch", "llama_cpp", "onnxruntime", "onnx", "qdrant_client", "qdrant_edge", "tokenizers", "numpy",
    "pypdfium2", "httpx", "PIL", "docx", "openpyxl", "pptx", "lxml",
)  # fmt: skip
SHARED = (
    "workers.broken_zip",
    "workers.contract",
    "workers.disk",
    "workers.files",
    "workers.system_programs",
    "workers.temporary",
    "workers.text",
)


def loaded(*modules: str) -> set[str]:
    """Names of all modules that a fresh process has after importing these."""
    code = f"import sys, {', '.join(modules)}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "modules",
    [
        ("desktop.app", "desktop.cli.console", "desktop.cli.serving", "desktop.shutdown"),
        (
            "desktop.cli.commands.ask",
            "desktop.cli.commands.bases",
            "desktop.cli.commands.demo",
            "desktop.cli.commands.doctor",
            "desktop.cli.commands.models",
        ),
        ("desktop.window", "desktop.ui.window.main_window", "desktop.cli.gallery"),
        (
            "desktop.features.chat.views.chat_page",
            "desktop.features.documents.views.documents_page",
            "desktop.features.models.views.models_page",
        ),
    ],
)
def test_the_window_never_loads_an_engine(modules: tuple[str, ...]) -> None:
    names = loaded(*modules)
    assert not names & set(HEAVY)
    workers = {name for name in names if name.startswith("workers.")}
    assert workers and all(name.startswith(SHARED) for name in workers)


def test_a_command_that_another_process_does_loads_no_database_and_no_widgets() -> None:
    names = loaded("desktop.__main__", "desktop.cli.console")
    assert not names & {"sqlalchemy", "PySide6.QtWidgets", "PySide6.QtGui"}


def test_no_circle_of_files_leaves_its_folder() -> None:
    """Files that import each other, at whatever distance and be it for types alone, lie in one folder."""
    graph = grimp.build_graph("desktop", "workers", exclude_type_checking_imports=False)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    reached = {name: _reached(imports, name) for name in imports}
    assert len(imports) > 400
    found = [
        (one, other)
        for one, far in reached.items()
        for other in far
        if one < other and one in reached[other] and one.rpartition(".")[0] != other.rpartition(".")[0]
    ]
    assert not found


def _reached(imports: dict[str, set[str]], start: str) -> set[str]:
    """All modules that a module imports, directly or through others."""
    found: set[str] = set()
    left = [start]
    while left:
        new = imports[left.pop()] - found
        found |= new
        left += new
    return found


def test_a_window_is_painted_before_what_it_does_not_show_is_loaded(tmp_path: Path) -> None:
    """As a user starts it. What it needs once it is there comes in portions (`desktop.loading`)."""
    code = (
        "import os, sys\n"
        "from PySide6 import QtWidgets\n"
        "class Watched(QtWidgets.QApplication):\n"
        "    def exec(self):\n"
        "        (window,) = [one for one in self.topLevelWidgets() if type(one).__name__ == 'MainWindow']\n"
        "        window.painted.connect(self.tell)\n"
        "        return super().exec()\n"
        "    def tell(self):\n"
        "        print('\\n'.join(sys.modules), flush=True)\n"
        "        os._exit(0)\n"
        "QtWidgets.QApplication = Watched\n"
        "from desktop.__main__ import main\n"
        f"main(['--data-dir', {str(tmp_path / 'data')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    names = set(done.stdout.split())
    assert "desktop.ui.window.starting_page" in names
    late = {"sqlite3", "sqlalchemy", "hashlib", "psutil", "logging.handlers", "PySide6.QtNetwork"}
    late |= {"desktop.app", "desktop.cli.arguments", "desktop.core.entities", "desktop.ui.widgets.button"}
    assert not names & late
