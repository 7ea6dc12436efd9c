"""Models that do not chat, under a heading of their own: for search, for putting what was found in order."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.entities import ModelPurpose
from desktop.features.models.viewmodels.models_model import ModelItem
from desktop.features.models.views.model_list import ModelList
from desktop.ui.i18n.translatable import translate
from desktop.ui.widgets import Label
from desktop.ui.widgets.base import column


class PurposeList(QWidget):
    """A heading, a sentence on what these models are for, and their rows. Hidden where there are none."""

    def __init__(self, purpose: ModelPurpose) -> None:
        super().__init__()
        self._purpose = purpose
        self._idle = False
        layout = column(self, 8)
        self._title, self.about = Label("", "section"), Label("", "body", "tertiary", wrap=True)
        self.models = ModelList()
        for part in (self._title, self.about, self.models):
            layout.addWidget(part)

    def show_rows(self, rows: Sequence[ModelItem]) -> None:
        """What is here first, then what can be had."""
        self.setVisible(bool(rows))
        self._idle = bool(rows) and not any(row.record.used for row in rows)
        self.models.show_rows(rows, "")
        self.retranslate()

    def retranslate(self) -> None:
        """Say heading and sentence again."""
        title, about = _words(self._purpose)
        later = translate("PurposeList", "This version gets and keeps them, and does not use them yet.")
        self._title.setText(title)
        self.about.setText(f"{about} {later}" if self._idle else about)


def _words(purpose: ModelPurpose) -> tuple[str, str]:
    if purpose is ModelPurpose.RERANK:
        return (
            translate("PurposeList", "For putting what was found in order"),
            translate("PurposeList", "They read the found places once more and put the most fitting first."),
        )
    return (
        translate("PurposeList", "For search"),
        translate(
            "PurposeList", "They find places in documents by the meaning of a question. One is needed."
        ),
    )
