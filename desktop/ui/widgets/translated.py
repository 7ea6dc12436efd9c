"""What every widget with words does when the language changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Base
else:
    _Base = object


class Translated(_Base):
    """First among the bases of a widget with words: `class Rail(Translated, QWidget)`. The widget sets its
    words in `retranslate`, which runs again at each change of the language."""

    def retranslate(self) -> None:
        """Say all words again."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
