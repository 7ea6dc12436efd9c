"""How shall Bukvar learn these documents? The advice, the cards, the ways on."""

from desktop.features.advice.viewmodels.choice_model import ChoiceModel
from desktop.features.advice.viewmodels.documents_value_model import DocumentsValueModel
from desktop.features.advice.views.advice_banner import AdviceBanner
from desktop.features.advice.views.choice_card import CardRow
from desktop.features.advice.views.choice_folds import ChoiceFolds
from desktop.features.advice.views.documents_value_card import DocumentsValueCard
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, FlowLayout, Label, ScrollColumn
from desktop.ui.widgets.base import column, row
from desktop.ui.words import answer_modes
from desktop.ui.words.names import counted
from workers.contract.answer_mode import AnswerMode


class ChoiceView(PagePart):
    """Choosing a card sets the base's way; a way that cannot be had says why, and its button leads to the
    cure."""

    def __init__(self, theme: Theme, model: ChoiceModel, value: DocumentsValueModel) -> None:
        super().__init__(theme)
        self.model = model
        value.setParent(self)
        value.message.connect(lambda text: self.message.emit(text, "", None, None))
        self.value = DocumentsValueCard(value)
        model.setParent(self)
        self.model.changed.connect(self._show)
        self.title = Label("", "page_title")
        self.counts = Label("", "body", "tertiary", tabular=True, wrap=True)
        self.advice = AdviceBanner()
        self.advice.acted.connect(lambda: self.go.emit(self.model.first()))
        self.cards = CardRow()
        self.cards.acted.connect(self._act)
        self.unsure = Label("", "body", "tertiary")
        self.exam = Button("", "text")
        self.exam.clicked.connect(lambda: self.go.emit("exam"))
        self.folds = ChoiceFolds()
        self.examples = Button("", "text", "list-checks")
        self.examples.clicked.connect(lambda: self.open_view.emit("examples"))
        self.adapters = Button("", "text", "graduation-cap")
        self.adapters.clicked.connect(lambda: self.open_view.emit("adapters"))
        self.help = Button("", "text", "book-open")
        self.help.clicked.connect(lambda: self.go.emit("help:tuning"))
        area = ScrollColumn((24, 24, 24, 24), 16)
        words = column(None, 0)
        words.addWidget(self.title)
        words.addWidget(self.counts)
        area.body.addLayout(words)
        area.body.addWidget(self.advice)
        area.body.addWidget(self.cards)
        compare = row(None, 8)
        compare.addWidget(self.unsure)
        compare.addWidget(self.exam)
        compare.addStretch(1)
        area.body.addLayout(compare)
        links = FlowLayout(gap=8)
        for button in (self.examples, self.adapters, self.help):
            links.addWidget(button)
        area.body.addLayout(links)
        area.body.addWidget(self.value)
        area.body.addWidget(self.folds)
        area.body.addStretch(1)
        column(self).addWidget(area)
        self.retranslate()

    def shown(self) -> None:
        self.model.probe_hardware()

    def base_changed(self, base: str) -> None:
        self.value.model.reset()
        self.model.reload()

    def _act(self, mode: AnswerMode) -> None:
        where = self.model.act(mode)
        kind, _, name = where.partition(":")
        if kind == "page":
            self.go.emit(name)
        elif kind == "view":
            self.open_view.emit(name)
        else:
            sentence = fill(self.tr("Answers now come this way: %1"), answer_modes.name(mode))
            self.message.emit(sentence, self.tr("Ask in the chat"), lambda: self.go.emit("chat"), None)

    def _show(self) -> None:
        facts = self.model.facts
        self.counts.setText(self._counts())
        self.value.setVisible(bool(facts.documents))
        advice = self.model.advice()
        self.advice.show_advice(advice, self._first())
        self.folds.show_costs(advice.costs)
        self.cards.show_cards(self.model.cards())
        figures = map(formats.number, (facts.approved, facts.waiting))
        self.examples.setText(fill(self.tr("Examples: %1 checked, %2 waiting"), *figures))
        adapters = fill(self.tr("Trained models: %1"), formats.number(facts.adapters))
        self.adapters.setText(adapters)

    def _first(self) -> str:
        """The word of the button for what comes before every way."""
        words = {
            "documents": self.tr("Show the documents"),
            "models": self.tr("Choose a model"),
        }
        return words.get(self.model.first(), "")

    def _counts(self) -> str:
        facts = self.model.facts
        if not facts.documents:
            return self.tr("There are no ready documents yet. The way can be changed any day.")
        pages = translate("DocumentsPage", "%n page(s)", "", facts.pages)
        parts = [counted(self.tr("%n document(s) ready", "", facts.documents), facts.documents)]
        parts += [counted(pages, facts.pages)] if facts.pages else []  # texts have none
        parts += [counted(self.tr("%n passage(s)", "", facts.chunks), facts.chunks)]
        return fill(self.tr("%1. The way can be changed any day."), ", ".join(parts))

    def retranslate(self) -> None:
        self.title.setText(self.tr("How should Bukvar learn these documents?"))
        self.unsure.setText(self.tr("Not sure? The exam compares the ways on your own questions."))
        self.exam.setText(self.tr("Open the exam"))
        self.help.setText(self.tr("What training can and cannot do"))
        self.model.reload()
