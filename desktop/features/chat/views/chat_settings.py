"""Settings of the chats of a base: what the model is told, ready questions, right answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.entities import Correction
from desktop.features.chat.viewmodels.kept_model import KeptModel
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, IconButton, Label
from desktop.ui.widgets.base import clear, column, mark, row
from desktop.ui.widgets.scroll_column import ScrollColumn
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated


class ChatSettings(Translated, QDialog):
    """Opened from the header. Changes of the questions count when it is closed.

    Signals: `instructions_wanted` their page is to be opened.
    """

    instructions_wanted = Signal()

    def __init__(self, parent: QWidget, model: KeptModel) -> None:
        super().__init__(parent)
        self.model = model
        mark(self, fill="surface")
        layout = column(self, 12, (24, 24, 24, 16))
        self.title = Label("", "section", wrap=True)
        inside = ScrollColumn((0, 0, 12, 0), 8)
        mark(inside.inner, fill="surface")
        self.told_lead, self.told = Label("", "body_strong"), Label("", "body", "secondary", wrap=True)
        self.exam = Label("", "caption", "tertiary", wrap=True)
        self.open_exam = Button("", "soft", "clipboard-check")
        self.open_exam.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.questions_lead, self.questions = Label("", "body_strong"), TextEdit()
        self.questions_hint = Label("", "caption", "tertiary", wrap=True)
        self.questions.setPlainText("\n".join(model.ready_questions()))
        self._removed: dict[str, Correction] = {}
        self.right_lead = Label("", "body_strong")
        self.right = QWidget()
        self._right = column(self.right, 8)
        body = inside.body
        self._add(body, self.told_lead, self.told, self.exam)
        body.addWidget(self.open_exam, 0, Qt.AlignmentFlag.AlignLeft)
        body.addSpacing(12)
        self._add(body, self.questions_lead, self.questions_hint, self.questions)
        body.addSpacing(12)
        self._add(body, self.right_lead, self.right)
        body.addStretch(1)
        self.close_button = Button("", "primary")
        bottom = row(None, 8)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout.addWidget(self.title)
        layout.addWidget(inside, 1)
        layout.addLayout(bottom)
        self.open_exam.clicked.connect(self._open_exam)
        self.close_button.clicked.connect(self.accept)
        self.questions.saved.connect(self.accept)
        self.questions.left.connect(self.reject)
        self.finished.connect(self._save)
        model.changed.connect(self._show)
        give_size(self, 640, 640)
        self.retranslate()

    def _add(self, body: QVBoxLayout, *parts: QWidget) -> None:
        for part in parts:
            body.addWidget(part)

    def _save(self) -> None:
        self.model.save_ready_questions(self.questions.toPlainText().splitlines())

    def _open_exam(self) -> None:
        self.accept()
        self.instructions_wanted.emit()

    def _show(self) -> None:
        told, exam = self.model.instructions()
        self.told.setText(told or self.tr("Nothing beyond what Bukvar always tells it."))
        self.exam.setText(exam)
        self.exam.setVisible(bool(exam))
        clear(self._right)
        known = {one.id: one for one in self.model.corrections()}
        self._removed = {key: one for key, one in self._removed.items() if key not in known}
        rows = sorted([*known.values(), *self._removed.values()], key=lambda one: one.created, reverse=True)
        if not rows:
            none = self.tr("Where an answer is wrong, the flag below it takes the right one.")
            self._right.addWidget(Label(none, "body", "secondary", wrap=True))
        for correction in rows:
            gone = correction.id in self._removed
            self._right.addWidget(self._removed_row(correction) if gone else self._row(correction))

    def _row(self, correction: Correction) -> QWidget:
        widget = QWidget()
        line = row(widget, 8)
        words = column(None, 2)
        words.addWidget(Label(correction.question, "body_strong", wrap=True))
        words.addWidget(Label(correction.answer, "body", "secondary", wrap=True))
        remove = IconButton("trash-2", fill(self.tr("Remove the right answer to “%1”"), correction.question))
        remove.clicked.connect(lambda: self._remove(correction))
        line.addLayout(words, 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return widget

    def _remove(self, correction: Correction) -> None:
        self._removed[correction.id] = correction
        self.model.remove_correction(correction.id)

    def _removed_row(self, correction: Correction) -> QWidget:
        """In its place, until the dialog is closed."""
        widget = QWidget()
        line = row(widget, 8)
        line.addWidget(
            Label(fill(self.tr("Removed: %1"), correction.question), "body", "tertiary", wrap=True), 1
        )
        undo = Button(self.tr("Undo"), "text", "undo-2")
        undo.setAccessibleName(fill(self.tr("Bring back the right answer to “%1”"), correction.question))
        undo.clicked.connect(lambda: self.model.restore_correction(correction))
        line.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        return widget

    def retranslate(self) -> None:
        """Say all words again."""
        self.setWindowTitle(self.tr("Chat settings"))
        self.title.setText(self.tr("Chat settings"))
        self.told_lead.setText(self.tr("Instructions: what the model is told"))
        self.open_exam.setText(self.tr("Change and examine the instructions"))
        self.questions_lead.setText(self.tr("Ready questions"))
        self.questions_hint.setText(self.tr("One a line; an empty chat offers them."))
        self.questions.setAccessibleName(self.tr("Ready questions"))
        self.right_lead.setText(self.tr("Right answers that people gave"))
        self.close_button.setText(self.tr("Done"))
        self._show()
