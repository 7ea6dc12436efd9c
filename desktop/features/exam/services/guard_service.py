"""The guards: an adapter or instructions are switched on only after an exam that shows no fall. What was
switched on, when and on whose word is kept, and one step leads back."""

from datetime import UTC, datetime

from desktop.core.base_service import BaseService
from desktop.core.exam_entities import ADAPTER, INSTRUCTIONS, Activation, Candidate, Exam, Purpose
from desktop.core.feature_ports import Adapters, Documents
from desktop.core.ports import InstructionsRepository
from desktop.core.requests import new_id
from desktop.features.exam.domain import guard_rules
from desktop.features.exam.domain.guard_rules import STRENGTHS, GuardVerdict
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.guard_exams import GuardExams
from desktop.features.exam.services.instructions_store import InstructionsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError

# The reason of a step back: it is no change of its own, the next step back goes on from there.
ROLLED_BACK = "rolled_back"


class GuardService:
    """Made by the application; `recover` is called once at start-up. The journal is written before the switch
    is turned, so a kill in between is made good at the next start."""

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        adapters: Adapters,
        instructions: InstructionsStore,
        exams: ExamRunner,
        seen: GuardExams,
        journal: InstructionsRepository,
    ) -> None:
        self._bases, self._documents = bases, documents
        self._adapters, self._instructions = adapters, instructions
        self._exams, self._seen, self._journal = exams, seen, journal

    # --- judging ---

    def judge(self, base: str, kind: str, subject: str, strength: float | None = None) -> GuardVerdict:
        """Whether an adapter (at its strength, or another one) or instructions may be switched on, by the
        last exam they sat. Raises ADAPTER_UNKNOWN, INSTRUCTIONS_UNKNOWN."""
        if kind == ADAPTER:
            adapter = self._adapters.get(subject)
            return self._seen.judge_adapter(base, adapter, self._strength(subject, strength))
        return self._seen.judge_instructions(base, self._instructions.get(subject))

    # --- switching ---

    def use_adapter(
        self, base: str, adapter: str, strength: float | None = None, override_by: str = ""
    ) -> Activation:
        """Answer with an adapter in the trained ways ("" = with none), at its strength or another one. Raises
        EXAM_NEEDED, EXAM_WORSE unless `override_by` names who answers for it; ADAPTER_UNKNOWN,
        ADAPTER_MISSING."""
        if not adapter:
            return self._switch(base, ADAPTER, "")
        self._adapters.ensure(base, adapter)
        wanted = self._strength(adapter, strength)
        verdict = self.judge(base, ADAPTER, adapter, wanted)
        name = self._adapters.get(adapter).name
        return self._switch(
            base, ADAPTER, adapter, wanted, verdict, self._answers_for(verdict, name, override_by)
        )

    def answer_with(
        self, base: str, adapter: str, strength: float | None = None, override_by: str = ""
    ) -> None:
        """`use_adapter`, and choose the way that answers with it, beside the documents if there are any."""
        self.use_adapter(base, adapter, strength, override_by)
        if not self._bases.get(base).way.trained:
            self._bases.set_way(base, AnswerMode.of(searches=bool(self._documents.list(base)), trained=True))

    def use_instructions(self, base: str, instructions: str, override_by: str = "") -> Activation:
        """Tell the model these in the untrained ways ("" = none). Raises EXAM_NEEDED, EXAM_WORSE unless
        `override_by` names who answers for it; INSTRUCTIONS_UNKNOWN."""
        if not instructions:
            return self._switch(base, INSTRUCTIONS, "")
        found = self._instructions.find(base, instructions)
        verdict = self.judge(base, INSTRUCTIONS, found.id)
        by = self._answers_for(verdict, str(found.number), override_by)
        return self._switch(base, INSTRUCTIONS, found.id, 1.0, verdict, by)

    def roll_back(self, base: str, kind: str) -> Activation | None:
        """Undo the last switching of that kind that was not undone yet: what answered before answers again,
        at the strength it had, without another exam. Where no adapter is left, a trained
        way becomes the same way without one. None when there is nothing to undo."""
        last = self.undoable(base, kind)
        if last is None:
            return None
        target = last.before if self._is_there(base, kind, last.before) else ""
        mine = [one for one in self._journal.activations(base) if one.kind == kind]
        earlier = [one for one in mine if one.subject == target and one.at < last.at]
        strength = earlier[-1].strength if earlier else self._strength_of(kind, target)
        done = self._switch(base, kind, target, strength, reason=ROLLED_BACK)
        if self._bases.get(base).way.trained and self._adapters.active(base) is None:
            self._bases.set_way(base, AnswerMode.of(searches=bool(self._documents.list(base))))
        return done

    def undoable(self, base: str, kind: str) -> Activation | None:
        """The switching that `roll_back` would undo."""
        stack: list[Activation] = []
        for one in self._journal.activations(base):
            if one.kind == kind:
                stack = stack[:-1] if one.reason == ROLLED_BACK else [*stack, one]
        return stack[-1] if stack else None

    def history(self, base: str) -> list[Activation]:
        """The switching in a base, the latest first."""
        return list(self._journal.activations(base))[::-1]

    # --- strength ---

    def set_strength(self, adapter: str, strength: float, override_by: str = "") -> None:
        """Let an adapter speak more or less. One that answers and is turned up beyond the strength that it
        was switched on with is judged as if it were switched on anew: raises what `use_adapter` raises."""
        found, wanted = self._adapters.get(adapter), self._strength(adapter, strength)
        if found.active:
            on = [one for one in self.history(found.base) if one.subject == adapter]
            if on and wanted > on[0].strength and not guard_rules.same_strength(wanted, on[0].strength):
                self.use_adapter(found.base, adapter, wanted, override_by)
                return
        self._adapters.set_strength(adapter, wanted)

    def sweep(self, base: str, adapter: str) -> Exam:
        """Begin an exam of one adapter at several strengths, beside the way without it; nothing is trained
        for that. Raises ADAPTER_UNKNOWN, ADAPTER_MISSING and what `ExamRunner.start` raises."""
        self._adapters.ensure(base, adapter)
        found = self._adapters.get(adapter)
        entry = AnswerMode.of(searches=self._documents.answering(base) > 0, trained=True)
        tried = [Candidate(entry, found.model, found.id, strength) for strength in STRENGTHS]
        return self._exams.start(base, [guard_rules.plain(tried[0]), *tried], purpose=Purpose.STRENGTH)

    def proposed(self, adapter: str) -> tuple[float, str] | None:
        """The best strength of an adapter by the last sweep that was held to its end, with that exam; None
        before the first one. Raises ADAPTER_UNKNOWN."""
        exam = self._seen.last_sweep(self._adapters.get(adapter).base, adapter)
        return (self._seen.best_strength(exam), exam) if exam else None

    def best_strength(self, exam: str) -> float:
        """The strength to propose after a sweep; 0 = better without the adapter. Raises EXAM_UNKNOWN."""
        return self._seen.best_strength(exam)

    # --- what happens by itself ---

    def recover(self) -> None:
        """At start-up: a switch that was written down and not turned, because a kill came between."""
        for base in self._bases.list():
            last: dict[str, Activation] = {one.kind: one for one in self._journal.activations(base.id)}
            for one in last.values():
                if self._now(base.id, one.kind) == one.before and self._is_there(
                    base.id, one.kind, one.subject
                ):
                    self._turn(one)

    # --- how it is done ---

    def _answers_for(self, verdict: GuardVerdict, name: str, override_by: str) -> str:
        """Who does, when the guards refuse; "" when they do not. Raises what they say."""
        if verdict.allowed:
            return ""
        by = " ".join(override_by.split())[:200]
        if by:
            return by
        if verdict.code == Code.EXAM_NEEDED:
            raise ProblemError(Code.EXAM_NEEDED, name=name)
        points = round(-100 * verdict.difference)
        raise ProblemError(Code.EXAM_WORSE, name=name, what=verdict.what, difference=points)

    def _switch(
        self,
        base: str,
        kind: str,
        subject: str,
        strength: float = 1.0,
        verdict: GuardVerdict | None = None,
        by: str = "",
        reason: str = "",
    ) -> Activation:
        done = Activation(
            id=new_id(),
            base=base,
            kind=kind,
            subject=subject,
            before=self._now(base, kind),
            at=datetime.now(UTC),
            strength=strength,
            exam=verdict.exam if verdict is not None else "",
            overridden_by=by,
            reason=reason or (verdict.code if verdict is not None else ""),
        )
        self._journal.add_activation(done)
        self._turn(done)
        return done

    def _turn(self, done: Activation) -> None:
        if done.kind == INSTRUCTIONS:
            self._instructions.activate(done.base, done.subject)
            return
        if done.subject:
            self._adapters.set_strength(done.subject, done.strength)
        self._adapters.activate(done.base, done.subject)

    def _now(self, base: str, kind: str) -> str:
        if kind == ADAPTER:
            adapter = self._adapters.active(base)
            return adapter.id if adapter is not None else ""
        active = self._instructions.active(base)
        return active.id if active is not None else ""

    def _is_there(self, base: str, kind: str, subject: str) -> bool:
        if not subject:
            return True
        try:
            if kind == ADAPTER:
                self._adapters.ensure(base, subject)
            else:
                self._instructions.get(subject)
        except ProblemError:
            return False
        return True

    def _strength(self, adapter: str, strength: float | None) -> float:
        wanted = self._adapters.get(adapter).strength if strength is None else strength
        return min(1.0, max(0.0, wanted))

    def _strength_of(self, kind: str, subject: str) -> float:
        return self._strength(subject, None) if kind == ADAPTER and subject else 1.0
