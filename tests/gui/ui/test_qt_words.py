"""Qt's own dialog for files, which a packaged Bukvar shows: in Russian there is no English word in it."""

import re
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QTreeView

from desktop.ui.i18n.translator import Translator
from tests.helpers.gui import RESOURCES, qt_app


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFile])
def test_the_dialog_for_files_speaks_russian(tmp_path: Path, mode: QFileDialog.FileMode) -> None:
    (tmp_path / "Документы").mkdir()
    qt_app()
    translator = Translator(RESOURCES / "i18n")
    before = translator.language
    translator.apply("ru")
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        dialog.setDirectory(str(tmp_path))
        dialog.show()
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        (tree,) = dialog.findChildren(QTreeView)
        until = time.monotonic() + 10  # its model reads folders beside
        while not tree.model().rowCount(tree.rootIndex()) and time.monotonic() < until:
            qt_app().processEvents()
        model = tree.model()
        columns = range(model.columnCount())
        texts += [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        rows = range(model.rowCount(tree.rootIndex()))
        texts += [str(model.data(model.index(row, 2, tree.rootIndex()))) for row in rows]
        assert "Папка" in texts and len(texts) > 5
        assert [text for text in texts if re.search("[A-Za-z]{3}", text)] == []
        dialog.close()
    finally:
        translator.apply(before or "en")
