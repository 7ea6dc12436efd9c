"""A line above the pages that says once what an engine's self-test found."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Changes
from desktop.ui.listening import listen
from desktop.ui.widgets import Banner
from desktop.ui.widgets.translated import Translated
from desktop.ui.window import engine_words

if TYPE_CHECKING:
    from desktop.app import Application


class EngineBanner(Translated, Banner):
    """Hidden unless something failed that nobody has read of yet."""

    def __init__(self, application: "Application", parent: QWidget | None = None) -> None:
        super().__init__("warning", parent=parent)
        self._application = application
        self.acted.connect(self._understood)
        listen(application.change_publisher, self, self._on_changes)
        self.retranslate()

    def _on_changes(self, changes: Changes) -> None:
        if changes.hardware:
            self.retranslate()

    def retranslate(self) -> None:
        reports = self._application.engine_notices.untold()
        self.setVisible(bool(reports))
        if reports:
            words = f"{engine_words.sentences(reports)} {engine_words.more()}"
            self.show_message("warning", words, self.tr("Understood"))

    def _understood(self) -> None:
        self._application.engine_notices.told()
        self.hide()
