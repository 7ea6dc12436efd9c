"""What the choice page shows: the facts of a base, the advice, the three cards; and what a click does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.features.advice.domain.advice_facts import Facts
from desktop.features.advice.domain.advice_rules import Advice, Recommendation, advise
from desktop.features.advice.domain.choice_rules import Lack, Option, lacks, way_of
from desktop.features.advice.viewmodels import choice_words as words
from desktop.ui.listening import listen

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

REFRESH_MS = 200  # a flood of changes is shown at most five times a second
_CURES = {
    Lack.EXAMPLES: "examples",
    Lack.COMPONENT: "start",
    Lack.RUN: "start",
    Lack.TRAINING: "run",
    Lack.ACTIVE: "adapters",
}
_PAGES = {
    Lack.DOCUMENTS: "documents",
    Lack.MODEL: "models",
    Lack.ARCHITECTURE: "models",
    Lack.MEMORY: "models",
    Lack.QUESTIONS: "exam:questions",
    Lack.INSTRUCTIONS: "exam:instructions",
    Lack.KEPT: "exam:instructions",
}
# Where a recommendation that points at no card leads.
_FIRST = {
    Recommendation.GET_MODEL: "models",
    Recommendation.LARGER_MODEL: "models",
    Recommendation.ADD_DOCUMENTS: "documents",
    Recommendation.MEND_DOCUMENTS: "documents",
}


@dataclass(frozen=True, slots=True)
class OptionCard:
    """One card in words. `badge_tone` as of `Badge`; `lack` is what the button cures (NOTHING: it
    chooses)."""

    option: Option
    title: str
    gives: str
    needs: str
    takes: str
    changes: str
    button: str
    badge: str
    badge_tone: str
    advised: bool
    chosen: bool
    lack: Lack


class ChoiceModel(QObject):
    """Made by the choice view.

    Signals: `changed` facts, advice or cards are others.
    """

    changed = Signal()

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self.facts = Facts()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(REFRESH_MS)
        self._due.timeout.connect(self.reload)
        listen(application.change_publisher, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    def look(self) -> None:
        """The page is shown: learn the hardware, and what can train, if that was not done before."""
        self.reload()
        if self.base:
            self._application.advisor.facts(self.base, probe=False).then(
                lambda _: self.reload(), lambda _: None
            )

    def reload(self) -> None:
        """Gather the facts again."""
        self._due.stop()
        self.facts = self._application.advisor.known(self.base)
        self.changed.emit()

    def advice(self) -> Advice:
        return advise(self.facts)

    def first(self) -> str:
        """The page where what comes before every way is done; "" when a card is advised."""
        return _FIRST.get(self.advice().recommendation, "")

    def cards(self) -> list[OptionCard]:
        """The cards in their order, in the window's language."""
        advised = self.advice().option(self.facts)
        return [self._card(option, advised) for option in Option]

    def act(self, option: Option) -> str:
        """The button of a card was clicked: choose the way, or say where its cure is: "page:NAME" or
        "view:NAME". "page:chat" for the way that is chosen already, "" when another way was chosen."""
        lack = next(iter(lacks(option, self.facts)), Lack.NOTHING)
        if lack in _PAGES:
            return f"page:{_PAGES[lack]}"
        if lack in _CURES:
            view = _CURES[lack]
            return "view:review" if view == "examples" and self.facts.waiting else f"view:{view}"
        known = self._application.settings.values.learn_asked
        if self.base not in known:
            self._application.settings.change(learn_asked=[*known, self.base])
        if self.facts.way is way_of(option, self.facts):
            return "page:chat"
        self._application.bases.set_way(self.base, way_of(option, self.facts))
        return ""

    # --- the cards ---

    def _card(self, option: Option, advised: Option | None) -> OptionCard:
        facts = self.facts
        lacking = lacks(option, facts)
        lack = next(iter(lacking), Lack.NOTHING)
        chosen = facts.way is way_of(option, facts) and lack is Lack.NOTHING
        badge = (words.badge_of_both if option is Option.BOTH else words.badge)(lack, facts)
        return OptionCard(
            option,
            words.title(option),
            words.gives(option),
            words.needs(option, lacking, facts),
            words.takes(option, facts),
            words.on_change(option, facts),
            words.button(option, lack, chosen),
            badge,
            "accent" if lack is Lack.TRAINING else "warning",
            option is advised,
            chosen,
            lack,
        )

    def _on_changes(self, changes: "Changes") -> None:
        ours = {self.base} & (
            changes.documents_of
            | changes.examples_of
            | changes.adapters_of
            | changes.questions_of
            | changes.exams_of
            | changes.instructions_of
        )
        if (
            ours
            or changes.exams
            or changes.bases
            or changes.models
            or changes.hardware
            or changes.settings
            or changes.jobs
            or changes.runs
            or changes.component
        ) and not self._due.isActive():
            self._due.start()
