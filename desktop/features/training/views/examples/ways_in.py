"""Four equal ways to get examples, and the card that makes them from the documents."""

from desktop.features.training.viewmodels.finding_text import kind_word
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.list_view import IMPORT, MAKE
from desktop.ui.review.ways_in import MakeCard, WaysIn
from desktop.ui.words.names import counted
from workers.contract.training.examples import GENERATED_KINDS

CHAT, SAMPLES = "chat", "samples"
_ICONS = {MAKE: "zap", IMPORT: "file-up", CHAT: "message-square", SAMPLES: "list-plus"}
_ROWS_EACH = 2  # the model writes about two usable examples a passage


class ExampleWays(WaysIn):
    """Make, import, chat or samples."""

    def __init__(self) -> None:
        super().__init__(_ICONS)

    def retranslate(self) -> None:
        self.cards[MAKE].set_words(
            self.tr("Make from the documents"),
            self.tr("The model asks questions about your documents and answers with a quote. You check."),
            self.tr("Choose what to make…"),
        )
        self.cards[IMPORT].set_words(
            self.tr("Import a file"),
            self.tr("CSV, XLSX or JSONL with questions and answers. Drop it here or choose it."),
            self.tr("Choose a file"),
        )
        self.cards[CHAT].set_words(
            self.tr("Take from the chat"),
            self.tr("Under a good answer in the chat press the mortarboard: “Add to examples”."),
            self.tr("To the chat"),
        )
        self.cards[SAMPLES].set_words(
            self.tr("Take ready sample rows"),
            self.tr("Checked questions about the sample documents: enough to try training at once."),
            self.tr("Take them"),
        )


class MakeExamplesCard(MakeCard):
    """Says how many passages are left, how many examples come of them and how long that takes."""

    def __init__(self) -> None:
        super().__init__(GENERATED_KINDS, least=10, most=10000, step=50, number=200)
        self._passages, self._done, self._pace = 0, 0, 0.0
        self.retranslate()

    def show_passages(self, passages: int, done: int, seconds_each: float) -> None:
        """`passages` of the documents, `done` of them used already; `seconds_each` as measured here, 0 when
        nothing was made yet."""
        self._passages, self._done, self._pace = passages, done, seconds_each
        self.show_state()

    def _left(self) -> int:
        return max(self._passages - self._done, 0)

    def about(self) -> str:
        left = self._left()
        rows = min(self.number.value(), left * _ROWS_EACH)
        of_passages = counted(self.tr("%n passage(s) are left to ask about", "", left), left)
        parts = [of_passages, fill(self.tr("about %1 examples"), formats.number(rows))]
        if self._pace and rows:
            seconds = formats.duration(self._pace * rows / _ROWS_EACH)
            parts.append(fill(self.tr("about %1, as it took here last time"), seconds))
        elif rows:
            parts.append(self.tr("how long it takes is said after the first ones"))
        return f"{', '.join(parts)}."

    def reason(self) -> str:
        return "" if self._left() else self.tr("All passages have been asked about")

    def retranslate(self) -> None:
        self.name(
            self.tr("What shall the examples teach?"),
            self.tr("At most"),
            self.tr("How many examples at most"),
            self.tr("Make examples"),
            {kind: kind_word(kind) for kind in GENERATED_KINDS},
        )
