"""The review of training examples: similar ones are decided together, a sample speaks for the rest."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.core.training_entities import Example
from desktop.core.training_needs import LEAST_APPROVED
from desktop.features.training.viewmodels.example_review_model import ExampleReviewModel, ReviewMode
from desktop.features.training.viewmodels.finding_text import source_sentence
from desktop.features.training.views.review.example_card import ExampleCard
from desktop.features.training.views.review.sample_box import SampleBox
from desktop.features.training.views.review.similar import SimilarPopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.review_view import ReviewView
from desktop.ui.sources.source_page import SourcePage
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button
from desktop.ui.widgets.base import keeping_fonts
from desktop.ui.words.names import counted
from workers.contract.training.examples import ExampleText


class ExampleReview(ReviewView):
    """Doubtful rows come first."""

    model: ExampleReviewModel
    card: ExampleCard

    def __init__(self, theme: Theme, model: ExampleReviewModel, source: SourcePage) -> None:
        super().__init__(theme, model, source, ExampleCard(model.findings, may_mask=True), "list-checks")
        self.card.mask_wanted.connect(lambda: self.signed(model.mask, self.card.mask_button))
        self.alike.decided.connect(self._decide_alike)
        self.sample.sample_wanted.connect(model.begin_sample)
        self.sample.all_wanted.connect(model.leave_sample)
        self.sample.rest_wanted.connect(self._ask_rest)

    def _buttons(self) -> list[QWidget]:
        self.similar, self.alike = Button("", "outlined", "copy"), SimilarPopup()
        self.similar.clicked.connect(self._show_alike)
        return [self.similar]

    def _under_source(self) -> list[QWidget]:
        self.sample = SampleBox(self.model)
        return [self.sample]

    def _keys(self) -> dict[str, Callable[[], object]]:
        more = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
        return super()._keys() | dict.fromkeys(more, self.approve_similar)

    # --- what is shown ---

    def _source_sentence(self, row: Example) -> str:
        return source_sentence(row)

    def _about(self) -> str:
        model = self.model
        if model.mode is not ReviewMode.SAMPLE:
            return super()._about()
        words = self.tr("Random sample: %1 of %2 reviewed.")
        return fill(words, formats.number(model.sampled_done), formats.number(model.sampled))

    def _end(self) -> tuple[str, str, str]:
        counts = self.model.counts
        if not counts.total:
            words = self.tr("Make examples from the documents or import a file.")
            return words, self.tr("Get examples"), "examples"
        if counts.approved < LEAST_APPROVED:
            words = self.tr("%n example(s) approved, at least %1 needed.", "", counts.approved)
            words = fill(counted(words, counts.approved), formats.number(LEAST_APPROVED))
            return words, self.tr("Get more examples"), "examples"
        words = self.tr("%n approved example(s) are ready to train with.", "", counts.approved)
        return counted(words, counts.approved), self.tr("To the start of training"), "start"

    def _refresh_kind(self) -> None:
        alike = len(self.model.alike)
        self.similar.setText(fill(self.tr("Similar: %1"), formats.number(alike)))
        self.similar.setToolTip(self.tr("Approve it with all similar ones: Ctrl+Shift+Enter"))
        self.similar.setVisible(bool(alike))
        self.sample.refresh()

    def _taken_back(self, count: int) -> str:
        return counted(self.tr("Taken back: %n row(s)", "", count), count)

    # --- what the user does ---

    def approve_similar(self) -> None:
        """The row with all that are almost the same; one `undo` takes it back."""
        anchor = self.similar if self.model.alike else self.keys.approve
        self.signed(lambda: self._approved(self.model.approve_similar()), anchor)

    def _edited_text(self) -> ExampleText | None:
        question, answer = self.card.question.edit.text(), self.card.answer.edit.text()
        if question and answer:
            text: ExampleText = replace(self.card.row.text, question=question, answer=answer)
            return text
        self.notify(self.tr("An example needs a question and an answer"))
        return None

    def _show_alike(self) -> None:
        # A popup of this view would hand its keys to the view's shortcuts; one of the window keeps them.
        if self.alike.parent() is not self.window():
            with keeping_fonts(self.alike):
                self.alike.setParent(self.window(), self.alike.windowFlags())
        self.alike.show_rows(self.model.alike, self.similar)

    def _decide_alike(self, ids: list[str], approve: bool) -> None:
        self.signed(lambda: self.model.decide_many(ids, approve), self.similar)

    def _ask_rest(self) -> None:
        """Who takes them is asked each time: it is signed for rows nobody has read."""
        self.who.ask_name(
            lambda: self._approved(self.model.approve_remaining()),
            self.sample.rest,
            self.tr("Who approves them? It stays with the examples."),
            self.tr("Approve"),
        )

    def _approved(self, count: int) -> None:
        words = counted(self.tr("%n example(s) approved", "", count), count)
        self.message.emit(words, self.tr("Undo"), self.undo, None)

    def retranslate(self) -> None:
        self.name(self.tr("Review of examples"))
