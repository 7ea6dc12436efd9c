"""One version of the instructions: what the model is told, what that changed by how much, keep or reject."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.exam_entities import Instructions
from desktop.features.exam.domain.instruction_versions import SEARCHED, EvaluatedQuestion
from desktop.features.exam.viewmodels import instructions_words as words
from desktop.features.exam.viewmodels.exam_words import MARK_ICONS, expected, judgement_style, mark_word
from desktop.features.exam.viewmodels.instructions_model import VersionShown
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Badge, Button, Card, Divider, Fold, IconLabel, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.words.names import counted


class VersionCard(Card):
    """Its folds are made when they are opened first.

    Signals: `acted(action, version)` with "try", "use", "off" or "remove".
    """

    acted = Signal(str, str)

    def __init__(self, shown: VersionShown) -> None:
        super().__init__(padding=24, spacing=4)
        self.shown, version = shown, shown.version
        self.use, self.try_out = Button("", "outlined"), Button("", "soft")
        self.remove = Button("", "quiet")
        self.body.addLayout(self._head(version))
        self.verdict = Label(words.verdict(version), "section", wrap=True, tabular=True)
        self.verdict.setVisible(bool(version.asked))
        self.difference = Label(words.difference(version), "body", "secondary", wrap=True, tabular=True)
        if shown.trial is not None and not version.asked:
            self.difference.setText(words.tried(shown.trial))
        self.how = Label(words.how_found(version), "caption", "tertiary", wrap=True)
        self.how.setVisible(bool(self.how.text()))
        self.body.addSpacing(8)
        for label in (self.verdict, self.difference, self.how):
            self.body.addWidget(label)
        self.body.addSpacing(12)
        self.body.addWidget(Divider())
        self.body.addSpacing(8)
        if version.text:
            self.body.addWidget(Label(self.tr("What the model is told"), "caption", "tertiary"))
            told = Label(version.text, "reading", wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(told)
        self.changes, self.examples = Fold(self._changes), Fold(self._examples)
        for fold in (self.changes, self.examples):
            self.body.addWidget(fold)
        self._name_folds()
        self.set_selected(version.active)
        self.setAccessibleName(f"{words.name(version)}. {self.verdict.text()} {self.difference.text()}")

    def _head(self, version: Instructions) -> QHBoxLayout:
        line, names = row(None, 8), column(None, 2)
        names.addWidget(Label(words.name(version), "body_strong"))
        names.addWidget(Label(words.origin(version), "caption", "tertiary", wrap=True))
        line.addLayout(names, 1)
        looks = [judgement_style(words.judgement(version))] if version.asked else []
        looks += [("accent", self.tr("answers in the chat"))] if version.active else []
        self.badges = [word for _, word in looks]
        for tone, word in looks:
            line.addWidget(Badge(word, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self.use.setText(self.tr("Switch off") if version.active else self.tr("Keep and use"))
        self.remove.setText(
            self.tr("Reject") if version.origin == SEARCHED and not version.active else self.tr("Delete")
        )
        action = "off" if version.active else "use"
        self.use.clicked.connect(lambda: self.acted.emit(action, version.id))
        self.remove.clicked.connect(lambda: self.acted.emit("remove", version.id))
        self.try_out.setText(self.tr("Try on ten questions"))
        self.try_out.setVisible(not version.asked)
        self.try_out.clicked.connect(lambda: self.acted.emit("try", version.id))
        for button in (self.try_out, self.use, self.remove):
            button.setAccessibleDescription(words.name(version))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _name_folds(self) -> None:
        fixed, broken = len(self.shown.fixed), len(self.shown.broken)
        right = counted(self.tr("%n answer(s) became right", "", fixed), fixed)
        wrong = counted(self.tr("%n became wrong", "", broken), broken)
        said = fill(self.tr("What changed: %1, %2"), right, wrong)
        self.changes.set_title(said)
        self.changes.setVisible(bool(fixed or broken))
        shots = len(self.shown.version.shots)
        self.examples.set_title(counted(self.tr("%n example(s) of good answers", "", shots), shots))
        self.examples.setVisible(bool(shots))

    def _changes(self, body: QVBoxLayout) -> None:
        """What became right first."""
        parts: Sequence[tuple[str, Sequence[EvaluatedQuestion]]] = (
            (self.tr("Became right"), self.shown.fixed),
            (self.tr("Became wrong"), self.shown.broken),
        )
        for title, judged in parts:
            if judged:
                body.addWidget(Label(title, "body_strong"))
            for one in judged:
                body.addWidget(JudgedLine(one))

    def _examples(self, body: QVBoxLayout) -> None:
        refused = self.tr("The documents do not say.")
        for shot in self.shown.version.shots:
            body.addWidget(Label(shot.question, "body_strong", wrap=True))
            body.addWidget(Label(shot.answer or refused, "body", wrap=True))
            if shot.title:
                body.addWidget(Label(shot.title, "caption", "tertiary", wrap=True))


class JudgedLine(QWidget):
    """A question of the other half, with what was answered without and with the instructions."""

    def __init__(self, judged: EvaluatedQuestion) -> None:
        super().__init__()
        body = column(self, 2, (0, 4, 0, 8))
        refused = self.tr("The documents do not say.")
        body.addWidget(Label(judged.question.text.question, "body", wrap=True))
        right = fill(self.tr("Expected: %1"), expected(judged.question))
        body.addWidget(Label(right, "caption", "tertiary", wrap=True))
        answers = ((self.tr("Without: %1"), judged.before), (self.tr("With: %1"), judged.after))
        for pattern, answer in answers:
            icon, tone = MARK_ICONS[answer.mark]
            said = fill(pattern, answer.text.strip() or refused)
            line = IconLabel(icon, said, tone, wrap=True)
            line.label.set_tone("text")
            line.setAccessibleName(f"{said} {mark_word(answer.mark)}")
            body.addWidget(line)
