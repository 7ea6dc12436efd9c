"""Under an answer: how many of its sentences have a source."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.entities import ChatMessage, MessageState
from desktop.features.chat.viewmodels.answer_marks import counts
from desktop.ui.widgets import FlowLayout, IconLabel


class Legend(QWidget):
    """Says what the marks of an `AnswerView` mean; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        line = FlowLayout(self, 16, 4)
        self.with_source = IconLabel("check", "", "success", "body")
        self.partly = IconLabel("circle-question-mark", "", "warning", "body")
        self.without = IconLabel("circle-question-mark", "", "warning", "body")
        self.beside = IconLabel("circle-question-mark", "", "warning", "body")
        for label in (self.with_source, self.beside, self.partly, self.without):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            line.addWidget(label)

    def show_message(self, message: ChatMessage, marked: bool) -> None:
        """`marked`: sentences without a source are marked."""
        told = counts(message.sentences)
        good, beside, partly, doubtful = told
        refused = message.state is MessageState.REFUSED
        shown = message.way.searches and not refused and bool(message.sentences) and marked
        # What a person answered is not vouched for by a count of its sentences.
        self.setVisible(shown and not message.corrected and any(told))
        self.with_source.setText(self.tr("%n sentence(s) with a source", "", good))
        self.without.setText(self.tr("%n without a source — please check", "", doubtful))
        self.partly.setText(self.tr("%n partly in the documents", "", partly))
        self.beside.setText(self.tr("%n in the documents, but not what was asked", "", beside))
        self.with_source.setVisible(bool(good))
        self.beside.setVisible(bool(beside))
        self.partly.setVisible(bool(partly))
        self.without.setVisible(bool(doubtful))
