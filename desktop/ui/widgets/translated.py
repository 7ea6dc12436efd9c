"""What every widget with words does when the language changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Base
else:
    _Base = object


class Translated(_Base):
    """First among the bases of a widget with words: `class Rail(Translated, QWidget)`. The widget sets its
    words in `retranslate`, which runs again at each change of the language, or when it is shown after it."""

    _unsaid = False

    def retranslate(self) -> None:
        """Say all words again."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            if self.isVisible():
                self.retranslate()
            else:
                self._unsaid = True
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if self._unsaid:
            self._unsaid = False
            self.retranslate()
        super().showEvent(event)
