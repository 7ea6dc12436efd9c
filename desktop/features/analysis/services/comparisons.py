"""Comparisons of two documents: made anew whenever they are looked at, since that takes seconds."""

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import Documents
from desktop.core.future import Future, spawn
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Workers
from desktop.core.requests import start
from desktop.features.analysis.domain.analysis import Analysis, AnalysisKind
from desktop.features.analysis.services.analyses import Analyses
from workers.contract.analysis.comparison import CompareDocumentsSpec, ComparedRow, ComparisonResult
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job, Kind


class Comparisons:
    """Made by the application."""

    def __init__(
        self,
        workers: Workers,
        analyses: Analyses,
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
    ) -> None:
        self._workers, self._analyses, self._lists = workers, analyses, lists
        self._bases, self._documents = bases, documents

    def begin(self, base: str, first: str, second: str) -> Analysis:
        """Keep that these two documents (ids) are compared. Raises DOCUMENTS_WITHOUT_TEXT unless both have
        one."""
        made = self._analyses.begin(base, AnalysisKind.COMPARISON, [first, second])
        if len(made.subjects) < 2:
            self._analyses.remove(made.id)
            raise ProblemError(Code.DOCUMENTS_WITHOUT_TEXT, name=self._bases.get(base).name)
        return made

    def rows(self, analysis: Analysis) -> Future[tuple[ComparisonResult, list[ComparedRow]]]:
        """The comparison of the texts as they are now. Rejects with EMPTY_FILE, FILE_MISSING for a document
        that is gone."""
        return spawn(self._rows(analysis))

    async def _rows(self, analysis: Analysis) -> tuple[ComparisonResult, list[ComparedRow]]:
        await self._documents.ensure_reconciled(analysis.base)
        file = self._lists.file(analysis.base, "compared")
        first, second = analysis.subjects
        spec = CompareDocumentsSpec(
            self._bases.ref(analysis.base), first.document, second.document, str(file)
        )
        untrusted = await start(self._workers, Kind.KNOWLEDGE, Job.COMPARE_DOCUMENTS, to_json(spec))
        return from_json(ComparisonResult, untrusted), self._lists.take(file, ComparedRow)
