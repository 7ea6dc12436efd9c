"""Under the cards: what each way costs, and the field explained in plain words, each in a fold."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from desktop.features.advice.domain.advice_costs import Cost
from desktop.features.advice.domain.advice_sources import RuleSource
from desktop.features.advice.viewmodels import advice_words, choice_words, field_words
from desktop.ui.widgets import Card, Divider, Fold, Label
from desktop.ui.widgets.base import clear
from desktop.ui.widgets.translated import Translated


class ChoiceFolds(Translated, Card):
    """One card of folds; `costs` is the first, the topics follow in the order of `field_words.TOPICS`."""

    def __init__(self) -> None:
        super().__init__(padding=8, spacing=0)
        self.costs = Fold()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(6)
        self._table.setColumnStretch(0, 1)
        self.costs.body.addLayout(self._table)
        self.body.addWidget(self.costs)
        self.topics = {topic: Fold() for topic in field_words.TOPICS}
        for fold in self.topics.values():
            self.body.addWidget(Divider())
            self.body.addWidget(fold)
        self._costs: tuple[Cost, ...] = ()
        self.retranslate()

    def show_costs(self, costs: tuple[Cost, ...]) -> None:
        """A line for each way: minutes, disk, memory, what has to be repeated."""
        if costs == self._costs and self._table.count():
            return
        self._costs = costs
        clear(self._table)
        for at, title in enumerate(choice_words.cost_titles()):
            self._table.addWidget(Label(title, "caption", "tertiary", wrap=True), 0, at)
            self._table.setColumnStretch(at, 1)
        for line, cost in enumerate(costs, 1):
            for at, text in enumerate(choice_words.cost(cost)):
                label = Label(text, "body", tabular=True, wrap=True)
                self._table.addWidget(label, line, at, Qt.AlignmentFlag.AlignTop)

    def retranslate(self) -> None:
        """Say all words again."""
        self.costs.set_title(self.tr("What each way costs"))
        for topic, fold in self.topics.items():
            fold.set_title(field_words.title(topic))
            clear(fold.body)
            for paragraph in field_words.paragraphs(topic):
                fold.body.addWidget(Label(paragraph, "body", wrap=True))
            for source in field_words.SOURCES[topic]:
                fold.body.addWidget(_cited(source))
        costs, self._costs = self._costs, ()
        self.show_costs(costs)


def _cited(source: RuleSource) -> Label:
    words = " ".join(filter(None, (advice_words.found(source), advice_words.cited(source))))
    return Label(words, "caption", "tertiary", wrap=True)
