"""An answer is wrong: the person gives the right one, and where it stands."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QDialog, QWidget

from desktop.features.chat.viewmodels.kept_model import KeptModel, Mistake
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import single_shot_timer
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Input, Label, Switch
from desktop.ui.widgets.base import clear, column, mark, row
from desktop.ui.widgets.scroll_column import ScrollColumn
from desktop.ui.widgets.text_edit import TextEdit
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.source_words import place
from workers.contract.specs.answers import Citation
from workers.text.shortening import shorten

_LOOK_MS = 600  # after the last key
_QUOTE = 160  # characters of a place that are shown
_BESIDE = 120  # px beside the words of a choice: margins, the tick, the bar of scrolling


class WrongDialog(Translated, QDialog):
    """Opened from an answer; `accepted` when the right answer was kept. What was typed and not kept is
    there when it is opened again."""

    def __init__(self, parent: QWidget, model: KeptModel, mistake: Mistake) -> None:
        super().__init__(parent)
        self.model, self._mistake = model, mistake
        self._found: list[Citation] = []
        mark(self, fill="surface")
        layout = column(self, 12, (24, 24, 24, 16))
        self.title, self.question = Label("", "section", wrap=True), Label("", "body", "secondary", wrap=True)
        self.answer_lead, self.answer = Label("", "body_strong"), TextEdit()
        self.places_lead = Label("", "body_strong")
        inside = ScrollColumn((0, 0, 12, 0), 12)
        mark(inside.inner, fill="surface")
        places = QWidget()
        self._places = column(places, 4)
        self._group = QButtonGroup(self)
        self.by = Input()
        self.by.field.setText(model.reviewer)
        self.exam, self.example = Switch(), Switch()
        self.exam.setChecked(True)
        self.example.setChecked(True)
        self.save, self.cancel = Button("", "primary"), Button("", "outlined")
        layout.addWidget(self.title)
        layout.addWidget(inside, 1)
        body = inside.body
        for part in (self.question, self.answer_lead, self.answer, self.places_lead, places, self.by):
            body.addWidget(part)
        self.exam_words, self.example_words = Label("", "body", wrap=True), Label("", "body", wrap=True)
        for switch, words in ((self.exam, self.exam_words), (self.example, self.example_words)):
            line = row(None, 8)
            line.addWidget(switch)
            line.addWidget(words, 1)
            body.addLayout(line)
        body.addStretch(1)
        bottom = row(None, 8)
        bottom.addStretch(1)
        bottom.addWidget(self.cancel)
        bottom.addWidget(self.save)
        layout.addLayout(bottom)
        self._look = single_shot_timer(self, _LOOK_MS, self._find_places)
        self.answer.textChanged.connect(self._typed)
        self.answer.saved.connect(self._keep)
        self.answer.left.connect(self.reject)
        self.by.field.textChanged.connect(self._show)
        self.save.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(lambda: model.keep_draft(mistake, self.answer.toPlainText()))
        self.accepted.connect(lambda: model.keep_draft(mistake, ""))
        model.places.connect(self._show_places)
        give_size(self, 640, 640)
        self.retranslate()
        self._show_places([])
        self.answer.setPlainText(model.draft(mistake))
        self.answer.moveCursor(QTextCursor.MoveOperation.End)
        self.answer.setFocus()

    def choices(self) -> list[QAbstractButton]:
        """The places that can be chosen, and at last none of them."""
        return self._group.buttons()

    def _find_places(self) -> None:
        self.model.find_places(self._mistake.question, self.answer.text())

    def _typed(self) -> None:
        self._look.start()
        self._show()

    def _show_places(self, found: list[Citation]) -> None:
        """Those of the answer, and those found for the right one; what was chosen stays chosen."""
        chosen = self._chosen()
        known: dict[tuple[str, int, int], Citation] = {}
        for one in (*self._mistake.places, *found):
            known.setdefault((one.document, one.start, one.end), one)
        self._found = list(known.values())
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._places)
        for at, one in enumerate(self._found):
            button = self._choice(place(one.name, one.page), at, one == chosen)
            words = Label(shorten(" ".join(one.quote.split()), _QUOTE), "caption", "secondary", wrap=True)
            words.setContentsMargins(26, 0, 0, 6)
            button.setAccessibleDescription(words.text())
            self._places.addWidget(words)
        self._choice(self.tr("In none of these places"), len(self._found), chosen is None)

    def _choice(self, words: str, number: int, chosen: bool) -> Button:
        button = Button("", "soft", "check" if chosen else "")
        button.show_within(words, self.width() - theme().grown(_BESIDE))
        button.setCheckable(True)
        speak_as(button, Role.RadioButton)
        button.align_left()
        button.toggled.connect(lambda on: button.set_icon("check" if on else ""))
        self._group.addButton(button, number)
        button.setChecked(chosen)
        self._places.addWidget(button)
        return button

    def _chosen(self) -> Citation | None:
        at = self._group.checkedId()
        return self._found[at] if 0 <= at < len(self._found) else None

    def _show(self) -> None:
        self.save.set_reason("" if self.answer.text() else self.tr("Type the right answer first"))
        named = bool(self.by.field.text().strip())
        self.exam.setEnabled(named)
        self.exam.setToolTip("" if named else self.tr("Questions of an exam name who approved them"))

    def _keep(self) -> None:
        kept = self.answer.text() and self.model.put_right(
            self._mistake, self.answer.text(), self._chosen(), self.by.field.text(),
            exam=self.exam.isChecked(), example=self.example.isChecked(),
        )  # fmt: skip
        if kept:
            self.accept()

    def retranslate(self) -> None:
        """Say all words again."""
        self.setWindowTitle(self.tr("Wrong answer"))
        self.title.setText(self.tr("What is the right answer?"))
        self.question.setText(fill(self.tr("Question: %1"), self._mistake.question))
        self.answer_lead.setText(self.tr("The right answer"))
        self.answer.setAccessibleName(self.tr("The right answer"))
        self.places_lead.setText(self.tr("Where does it stand?"))
        self.by.field.setPlaceholderText(self.tr("Your name"))
        self.by.field.setAccessibleName(self.tr("Your name"))
        for switch, label, words in (
            (self.exam, self.exam_words, self.tr("Ask this in exams as well")),
            (self.example, self.example_words, self.tr("Propose it as a training example")),
        ):
            label.setText(words)
            switch.setAccessibleName(words)
        self.save.setText(self.tr("Answer so from now on"))
        self.cancel.setText(self.tr("Cancel"))
        self._show()
