"""What the choice page shows: the facts of a base, the advice, the four cards; and what a click does."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.features.advice.domain.advice_facts import AdviceFacts
from desktop.features.advice.domain.advice_rules import Advice, Recommendation, advise
from desktop.features.advice.domain.choice_rules import CARDS, Lack, base_mode, lacks
from desktop.features.advice.services.advisor_service import AdvisorService
from desktop.features.advice.viewmodels import choice_words as words
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.words import answer_modes
from workers.contract.answer_mode import AnswerMode

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
    Recommendation.REPAIR_DOCUMENTS: "documents",
}


@dataclass(frozen=True, slots=True)
class ModeCard:
    """One card in words. `badge_tone` as of `Badge`; `lack` is what the button cures (NOTHING: it
    chooses)."""

    mode: AnswerMode
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


class ChoiceModel(OfCurrentBase, QObject):
    """Given to the choice view.

    Signals: `changed` facts, advice or cards are others.
    """

    changed = Signal()

    def __init__(
        self,
        bases: BaseService,
        advisor: AdvisorService,
        settings: SettingsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._advisor, self._settings = bases, advisor, settings
        self.facts = AdviceFacts()
        self._due = single_shot_timer(self, REFRESH_MS, self.reload)
        listen(publisher, self, self._on_changes)

    def probe_hardware(self) -> None:
        """The page is shown: learn the hardware, and what can train, if that was not done before."""
        if self.base:
            self._advisor.facts(self.base, probe=False).then(lambda _: self.reload(), lambda _: self.reload())
        else:
            self.reload()

    def reload(self) -> None:
        """Gather the facts again."""
        self._due.stop()
        self.facts = self._advisor.known(self.base)
        self.changed.emit()

    def advice(self) -> Advice:
        """What the rules advise by the facts of the current base."""
        return advise(self.facts)

    def first(self) -> str:
        """The page where what comes before every way is done; "" when a card is advised."""
        return _FIRST.get(self.advice().recommendation, "")

    def cards(self) -> list[ModeCard]:
        """The cards in their order, in the window's language."""
        advised = self.advice().card(self.facts)
        return [self._card(mode, advised) for mode in CARDS]

    def act(self, mode: AnswerMode) -> str:
        """The button of a card was clicked: choose the way, or say where its cure is: "page:NAME" or
        "view:NAME". "page:chat" for the way that is chosen already, "" when another way was chosen."""
        lack = next(iter(lacks(mode, self.facts)), Lack.NOTHING)
        if lack in _PAGES:
            return f"page:{_PAGES[lack]}"
        if lack in _CURES:
            view = _CURES[lack]
            return "view:review" if view == "examples" and self.facts.waiting else f"view:{view}"
        known = self._settings.values.learn_asked
        if self.base not in known:
            self._settings.change(learn_asked=[*known, self.base])
        if self.facts.way is base_mode(mode, self.facts):
            return "page:chat"
        self._bases.set_way(self.base, base_mode(mode, self.facts))
        return ""

    # --- the cards ---

    def _card(self, mode: AnswerMode, advised: AnswerMode | None) -> ModeCard:
        facts = self.facts
        lacking = lacks(mode, facts)
        lack = next(iter(lacking), Lack.NOTHING)
        chosen = facts.way is base_mode(mode, facts) and lack is Lack.NOTHING
        badge = (words.badge_of_both if mode is AnswerMode.DOCUMENTS_TRAINED else words.badge)(lack, facts)
        return ModeCard(
            mode,
            answer_modes.name(mode),
            answer_modes.about(mode),
            words.needs(mode, lacking, facts),
            words.takes(mode, facts),
            words.on_change(mode, facts),
            words.button(mode, lack, chosen),
            badge,
            "accent" if lack is Lack.TRAINING else "warning",
            mode is advised,
            chosen,
            lack,
        )

    def _on_changes(self, changes: Changes) -> None:
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
