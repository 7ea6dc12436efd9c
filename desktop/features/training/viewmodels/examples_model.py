"""The training examples of the current base as a table with filters, and the ways to get more of them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord
from desktop.core.feature_ports import Documents
from desktop.core.future import Future
from desktop.core.review.rows import ImportedRows, PassageRecord, RowState
from desktop.core.training_entities import Example, ExampleCounts
from desktop.features.training.services.example_set import ExampleSet
from desktop.features.training.viewmodels.finding_text import FindingText, describe, kind_word, state_word
from desktop.settings.store import SettingsStore
from desktop.ui.review.list_model import MORE, ListModel
from workers.contract.training.checks import Severity
from workers.contract.training.examples import ExampleKind
from workers.contract.training.rows import Columns, ReadRowsResult
from workers.text.language import language_of


class ExamplesModel(ListModel[Example]):
    """The last column says what the checks found. `samples` is the folder of the sample documents."""

    counts: ExampleCounts

    def __init__(
        self,
        examples: ExampleSet,
        documents: Documents,
        samples: Path,
        bases: BaseService,
        settings: SettingsStore,
        changes: ChangePublisher,
    ) -> None:
        super().__init__(examples.rows, examples.exporter, bases, settings, changes)
        self._examples, self._documents, self._samples = examples, documents, samples
        self._added: tuple[str, list[str]] = ("", [])  # base, ids

    # --- the words of a row ---

    def all_kinds(self) -> Sequence[ExampleKind]:
        return tuple(ExampleKind)

    def kind_word(self, kind: ExampleKind) -> str:
        return kind_word(kind)

    def state_word(self, row: Example) -> str:
        return state_word(row)

    def more_name(self) -> str:
        return self.tr("Checks")

    def more_word(self, row: Example) -> str:
        if not row.checked:
            return self.tr("Not checked yet")
        bad = self._complaints(row)
        return bad[0] if bad else self.tr("All checks passed")

    def hint(self, row: Example, column: int) -> str:
        if column == MORE:
            return "\n".join(self._complaints(row))
        return f"{row.text.question}\n\n{row.text.answer}"[:1000]

    def is_doubtful(self, row: Example) -> bool:
        """Whether the checks found something that a person should look at."""
        return row.doubtful

    def _complaints(self, example: Example) -> list[str]:
        """Sentences of the checks that are not content."""
        bad = [finding for finding in example.findings if finding.severity is not Severity.OK]
        return [describe(finding, self._number).sentence for finding in bad]

    def findings(self, example: Example) -> list[FindingText]:
        """All lines of the checks."""
        return [describe(finding, self._number) for finding in example.findings]

    def _number(self, example: str) -> int:
        found = self._examples.rows.all(self.base).get(example)
        return found.number if found is not None else 0

    # --- what there is ---

    def personal(self) -> list[str]:
        """Ids of examples in which personal data can be replaced."""
        return [row.id for row in self.all_rows if row.state is not RowState.REJECTED and row.may_be_masked]

    def passages(self) -> Sequence[PassageRecord]:
        """What became of the passages examples were made from."""
        return list(self._examples.rows.passages(self.base).values()) if self.base else ()

    def document_names(self) -> dict[str, str]:
        """Names of the base's files by document."""
        return {one.id: Path(one.path).name for one in self._documents.list(self.base)} if self.base else {}

    def samples_language(self) -> str:
        """ "ru" or "en" when the base holds the sample documents whose reviewed rows come along; else ""."""
        names = set(self.document_names().values()) & {file.name for file in self._samples.iterdir()}
        languages = Counter(language_of(Path(name).stem) for name in names)
        return languages.most_common(1)[0][0] if languages else ""

    # --- what the user does ---

    def generate(self, kinds: Sequence[ExampleKind], limit: int) -> Future[JobRecord]:
        """Begin or go on making examples; a problem is told."""
        made = self._examples.generator.make(self.base, tuple(kinds), limit)
        made.then(lambda _: None, self.report_problem)
        return made

    def preview(self, path: str, columns: Columns) -> Future[ReadRowsResult]:
        """What a file holds."""
        return self._examples.importer.preview(path, columns)

    def import_rows(self, path: str, columns: Columns) -> Future[ImportedRows]:
        """Take the rows of a file."""
        return self._examples.importer.import_rows(self.base, path, columns)

    def add_samples(self) -> int:
        """Take the reviewed rows of the sample documents; how many are new."""
        added: list[int] = []
        language, there = self.samples_language(), set(self._examples.rows.all(self.base))
        self.attempt(lambda: added.append(self._examples.importer.add_samples(self.base, language)))
        self._added = (self.base, [row for row in self._examples.rows.all(self.base) if row not in there])
        return sum(added)

    def take_samples_back(self) -> None:
        """Remove the rows that `add_samples` has added last."""
        base, ids = self._added
        self._added = ("", [])
        there = self._examples.rows.all(base) if base else {}
        rows = [there[row] for row in ids if row in there]
        if rows:
            self.attempt(lambda: self._examples.rows.forget(base, rows))
        self.reload()

    def mask(self, ids: Sequence[str]) -> bool:
        """Replace personal data, as one action; False when it could not be done."""
        return self.attempt(lambda: self._examples.rows.mask(self.base, ids, self.reviewer))

    def _concerns(self, changes: Changes) -> bool:
        return changes.bases or self.base in changes.examples_of | changes.documents_of
