"""The answers of one candidate: each with its mark, the reasons, the page, and the way to overrule it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.core.exam_entities import ScoreRow
from desktop.features.exam.viewmodels.exam_answers_model import AnsweredQuestion, ExamAnswersModel
from desktop.features.exam.viewmodels.exam_verdict import right_of
from desktop.features.exam.viewmodels.exam_words import mark_short, source_sentence
from desktop.features.exam.views.answer_card import AnswerCard
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.review.signing import SigningPopup
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import Theme
from desktop.ui.widgets import Chip, EmptyState, FlowLayout, Label, ScrollColumn, Segmented
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.key_bar import KeyButton
from workers.contract.exam import Mark

_NARROW = 1000  # px of the page: below, the source takes less
CITED, EXPECTED = "cited", "expected"


class AnswersView(PagePart):
    """Opened from a line of the table with `open_answers`; ← and → go through the answers."""

    def __init__(self, theme: Theme, model: ExamAnswersModel, sources: SourceModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self._who = SigningPopup(model)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = row(self)
        layout.addLayout(self._left(), 1)
        self.side = QWidget()
        mark(self.side, edge="left", fill="window")
        right = column(self.side, 0, (1, 0, 0, 0))
        self.places = Segmented()
        self.source = SourcePage(sources)
        self._places_row = QWidget()
        row(self._places_row, 0, (16, 10, 16, 4)).addWidget(self.places)
        self._places_row.layout().addStretch(1)  # type: ignore[union-attr]
        right.addWidget(self._places_row)
        right.addWidget(self.source, 1)
        layout.addWidget(self.side)
        self._connect()
        self.retranslate()

    def _left(self) -> QVBoxLayout:
        left, words = column(None, 12, (24, 16, 24, 20)), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        chips = QWidget()
        flow = FlowLayout(chips, 8, 4)
        self.chips: dict[Mark | None, Chip] = {kind: Chip() for kind in (None, *Mark)}
        for kind, chip in self.chips.items():
            speak_as(chip, Role.RadioButton)
            chip.clicked.connect(lambda _=False, wanted=kind: self.model.show_mark(wanted))
            flow.addWidget(chip)
        self.differing = Chip()
        self.differing.clicked.connect(self.model.show_differing)
        flow.addWidget(self.differing)
        self.stack, self.page = QStackedWidget(), ScrollColumn((0, 0, 0, 0))
        self.card, self.empty = AnswerCard(), EmptyState("clipboard-check")
        self.page.body.addWidget(self.card, 1)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.empty)
        left.addLayout(words)
        left.addWidget(chips)
        left.addWidget(self.stack, 1)
        left.addWidget(self._keys())
        return left

    def _keys(self) -> QWidget:
        keys = QWidget()
        line = FlowLayout(keys)
        self.before, self.after = KeyButton("←"), KeyButton("→")
        self.position = Label("", "body", "tertiary", tabular=True)
        self.before.clicked.connect(lambda: self.model.step(-1))
        self.after.clicked.connect(lambda: self.model.step(1))
        line.addWidget(self.before)
        line.addWidget(self.after)
        line.addWidget(self.position)
        return keys

    def _connect(self) -> None:
        self.model.changed.connect(self._show)
        self.model.message.connect(self._notify)
        self.source.message.connect(self._notify)
        self.places.chosen.connect(lambda _: self._show_source())
        self.card.overruled.connect(self._override_mark)
        self.empty.acted.connect(lambda: self.open_view.emit("results"))
        keys: dict[str, Callable[[], None]] = {
            "Left": lambda: self.model.step(-1), "Right": lambda: self.model.step(1),
            "Escape": lambda: self.open_view.emit("results"),
        }  # fmt: skip
        for key, act in keys.items():
            scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(act)

    def open_answers(self, exam: str, candidate: str, question: str = "", *, differing: bool = False) -> None:
        """Of an exam's candidate, named by its key; that to a question (id) first. `differing`: only those of
        which the second opinion is another one."""
        self.model.open(exam, candidate)
        if differing:
            self.model.show_differing()
        self.model.show_question(question)

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        model, current = self.model, self.model.current
        self.title.setText(model.name or self.tr("Answers"))
        self.about.setText(self._about(model.score) if model.score is not None else "")
        for kind, chip in self.chips.items():
            chip.setChecked(kind is model.mark and not model.differing)
            chip.set_count(formats.number(model.count_of(kind)))
            chip.setVisible(kind is None or bool(model.count_of(kind)))
        differ = model.count_differing()
        self.differing.setChecked(model.differing)
        self.differing.set_count(formats.number(differ))
        self.differing.setVisible(bool(differ))
        self.stack.setCurrentWidget(self.page if current is not None else self.empty)
        self.position.setText(
            fill(self.tr("%1 of %2"), formats.number(model.at + 1), formats.number(len(model.rows)))
            if current
            else ""
        )
        self.before.set_reason("" if model.at > 0 else self.tr("This is the first one"))
        self.after.set_reason("" if model.at < len(model.rows) - 1 else self.tr("This is the last one"))
        if current is not None:
            self.card.show_answer(current)
        self._show_source()

    def _about(self, score: ScoreRow) -> str:
        parts = [right_of(score)]
        said = self.tr("half of the answers took less than %1")
        parts.append(fill(said, formats.seconds(score.seconds_median)))
        if score.memory:
            parts.append(fill(self.tr("memory %1"), formats.memory(score.memory)))
        if score.general_asked:
            parts.append(
                fill(
                    self.tr("general questions: %1 of %2"),
                    formats.number(score.general),
                    formats.number(score.general_asked),
                )
            )
        return " · ".join(parts)

    def _show_source(self) -> None:
        """The page that the answer cites, or the one where the expected answer stands."""
        current = self.model.current
        if current is None:
            self._places_row.hide()
            self.source.show_place("", None)
            return
        cited = next(iter(current.answer.citations), None)
        expected = self.model.expected_place()
        both = cited is not None and expected is not None
        self._places_row.setVisible(both)
        if not both:
            self.places.set_value(CITED if cited is not None else EXPECTED)
        which = self.places.value() or CITED
        place = cited if which == CITED and cited is not None else expected
        self.source.show_place(f"{current.question.id}:{which}", place, self._note(current))

    def _note(self, current: AnsweredQuestion) -> str:
        if current.question.text.document:
            return self.tr("The answer names no source, and the document of the question is gone.")
        return source_sentence(current.question)

    # --- what the user does ---

    def _override_mark(self, wanted: Mark | None) -> None:
        self._who.signed(lambda: self.model.override_mark(wanted), self.card.override_mark)

    def _notify(self, text: str) -> None:
        self.message.emit(text, "", None, None)

    # --- what the page says ---

    def shown(self) -> None:
        self.model.awake = True
        self.model.refresh()
        self._show()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.model.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.theme.grown(self.theme.width("review_panel"), 0.5)
        narrow = self.width() < self.theme.grown(_NARROW, 0.5)
        self.side.setFixedWidth(round(wide * 0.8) if narrow else wide)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Answers of the exam"))
        self.before.setText(self.tr("Previous"))
        self.after.setText(self.tr("Next"))
        for kind, chip in self.chips.items():
            chip.setText(mark_short(kind) if kind is not None else self.tr("All"))
        self.differing.setText(self.tr("Second opinion differs"))
        self.places.set_choices([(CITED, self.tr("Its source")), (EXPECTED, self.tr("Where it stands"))])
        self.places.setAccessibleName(self.tr("Which page is shown"))
        self.empty.set_texts(
            self.tr("No answers to show"),
            self.tr("Open a line of the table: its answers stand here one by one."),
            self.tr("To the table"),
        )
        self._show()
