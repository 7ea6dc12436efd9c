"""Model packs in the window: found near at hand, opened, installed."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState, ModelState
from desktop.core.jobs.job_service import JobService
from desktop.features.models.domain.packs import PackPlan
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.features.models.services.pack_service import PackService
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Problem


class PacksModel(ProblemReporter, QObject):
    """Signals: `opened(plan)` a pack was read and would bring something; `message(sentence)`; `changed`
    another pack is offered, or none.
    """

    opened = Signal(object)
    message = Signal(str)
    changed = Signal()

    def __init__(
        self, packs: PackService, models: ModelRegistry, jobs: JobService, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._packs, self._models, self._jobs, self._publisher = packs, models, jobs, publisher
        self._found: PackPlan | None = None
        listen(publisher, self, self._on_changes)

    def find(self) -> None:
        """Look beside the program, on disks that were put in, among the downloads."""
        self._packs.find().then(self._on_found, self.report_problem)

    def offered(self) -> PackPlan | None:
        """The pack that is worth offering now."""
        found = self._found
        if found is None or not found.new or self._on_its_way(found):
            return None
        ready = {m.id for m in self._models.list() if m.state is ModelState.READY}
        return None if all(planned.record.id in ready for planned in found.new) else found

    def open(self, path: str) -> None:
        """Read a pack that was dropped, chosen or double-clicked."""
        self._packs.inspect(Path(path)).then(self._on_opened, self.report_problem)

    def install(self, found: PackPlan) -> None:
        """Install what is not here yet, and add to the list of models what is for it; the end is told."""
        for each in self._packs.take_entries(found).skipped:
            self.message.emit(in_full(each.problem))
        if not found.new:
            self.message.emit(translate("PacksModel", "The list of models has grown"))
            self._publisher(Changes(models=True))
            return
        job = self.result_of(lambda: self._packs.install(found))
        if job is None:
            return
        self._jobs.wait(job.id).then(self._ended, self.report_problem)
        self.changed.emit()

    def save_pack(self, path: str) -> None:
        """Write the models that answer and search here into one file, for a computer without a network."""
        job = self.result_of(lambda: self._packs.make(Path(path)))
        if job is None:
            return
        begun = translate("PacksModel", "The pack is being written: the chat model and the search model")
        self.message.emit(begun)
        done = fill(translate("PacksModel", "The pack is ready: %1"), job.params["path"])

        def ended(record: JobRecord) -> None:
            if record.state is JobState.SUCCEEDED:
                self.message.emit(done)
            else:
                self._ended(record)

        self._jobs.wait(job.id).then(ended, self.report_problem)

    def can_save_pack(self) -> bool:
        """Whether there is what another computer needs."""
        return not self._models.missing_purposes()

    def skipped(self) -> list[Problem]:
        """Entries of added catalogues that do not count."""
        return [each.problem for each in self._packs.skipped]

    def describe(self, found: PackPlan) -> str:
        """What would be installed, a line a model, and how much it is."""
        language = formats.language()
        pattern = translate("PacksModel", "%1 — licence %2, %3")
        lines = [
            fill(
                pattern,
                planned.entry.name.get(language, planned.record.id),
                planned.entry.licence or "—",
                formats.size(planned.size),
            )
            for planned in found.new
        ]
        last = translate("PacksModel", "They are copied to this computer, %1, and checked on the way.")
        if found.new:
            lines += ["", fill(last, formats.size(found.new_size))]
        return "\n".join([*lines, *self._describe_offers(found)])

    @staticmethod
    def _describe_offers(found: PackPlan) -> list[str]:
        """What the list of models would gain, and who answers for it."""
        if not found.offers:
            return []
        names = ", ".join(entry.name.get(formats.language(), entry.id) for entry in found.offers)
        words = fill(translate("PacksModel", "The list of models gains: %1"), names)
        if found.key:
            signed = translate("PacksModel", "The pack is signed by the key %1.")
            return ["", words, fill(signed, f"{found.key[:16]}…")]
        warning = translate("PacksModel", "The pack is not signed: nobody answers for these.")
        return ["", words, warning]

    def _on_its_way(self, found: PackPlan) -> bool:
        job = self._packs.job_of(found)
        return job is not None and job.state not in (
            JobState.FAILED,
            JobState.CANCELLED,
            JobState.SUCCEEDED,
        )

    def _on_found(self, packs: list[PackPlan]) -> None:
        self._found = packs[0] if packs else None
        self.changed.emit()

    def _on_opened(self, found: PackPlan) -> None:
        if found.new or found.offers:
            self.opened.emit(found)
        else:
            words = translate("PacksModel", "All models of “%1” are here already")
            self.message.emit(fill(words, found.name))

    def _ended(self, job: JobRecord) -> None:
        if job.state is JobState.SUCCEEDED:
            words = translate("PacksModel", "The models of the pack are installed")
            self.message.emit(words)
        elif job.state is JobState.FAILED:
            self.message.emit(in_full(job.problem))

    def _on_changes(self, changes: Changes) -> None:
        if changes.models or changes.jobs:
            self.changed.emit()
