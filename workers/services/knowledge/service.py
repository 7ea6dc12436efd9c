"""The knowledge worker: owns the bases. Indexing and what else changes them goes through one queue, searches
and pages through another, so a question is answered while documents are being read."""

import importlib.metadata
from typing import Any

from workers.contract.analysis.comparison import CompareDocumentsSpec
from workers.contract.analysis.workbook import WriteWorkbookSpec
from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import GradeSpec
from workers.contract.health import TryEmbeddingSpec, TryPageSpec, TryVectorsSpec
from workers.contract.messages import Describe, Find, Message, Render, Search, Start, Yield
from workers.contract.reading import ReadFileSpec
from workers.contract.specs.bases import BaseRef, IndexSpec, RemoveSpec, TermsSpec
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import ConvertSpec
from workers.contract.training.examples import PassagesSpec
from workers.reading.formats.archives import packed
from workers.runtime.context import Context, RequestCancelled
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.analysis.comparing import compare
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.embedder_change import convert
from workers.services.knowledge.grading import grade_all
from workers.services.knowledge.health import try_embedding, try_page, try_vectors
from workers.services.knowledge.indexing import Indexing
from workers.services.knowledge.maintenance.jobs import MAINTENANCE_JOBS, maintenance_job
from workers.services.knowledge.maintenance.marks import mark_base_of
from workers.services.knowledge.passages import write_passages
from workers.services.knowledge.read_file import read_file
from workers.services.knowledge.removing import drop, reconcile, remove
from workers.services.knowledge.search.typed_words import terms_of
from workers.services.knowledge.showing.answering import answer

_LIBRARIES = ("onnxruntime", "qdrant-edge-py", "tokenizers", "pymorphy3")
_READERS = 2
_QUEUES: dict[str, str] = {
    Job.GRADE: "grade", Job.PASSAGES: "search", Job.TRY_EMBEDDING: "health", Job.TRY_VECTORS: "health",
    Job.TRY_PAGE: "health", Job.READ_FILE: "health", Job.COMPARE_DOCUMENTS: "compare",
    Job.WRITE_WORKBOOK: "workbook", Job.READ_BACKUP: "health", Job.TERMS: "terms",
}  # fmt: skip


def create() -> "Knowledge":
    """The service of `python -m workers knowledge`."""
    return Knowledge()


class Knowledge:
    """Serves `start`, `search`, `render`, `describe`, `find` and `yield`."""

    def __init__(self) -> None:
        self._bases = Bases()
        self._readers = ReaderPool(_READERS, unpackers=packed.programs)

    def versions(self) -> dict[str, str]:
        return {name: importlib.metadata.version(name) for name in _LIBRARIES}

    def queue(self, message: Message) -> str:
        """What only reads a base, or reads a file for one question, does not wait for what changes one;
        marking answers and health checks wait for their like alone, and no search waits for them."""
        if isinstance(message, Start):
            if message.job == Job.INDEX and message.params.get("once") is True:
                return "once"
            return _QUEUES.get(message.job, "index")
        if isinstance(message, Render | Describe | Find):
            return "show"  # a page that is slow to draw holds up no search
        return "search" if isinstance(message, Search) else "index"

    def notify(self, message: Message) -> None:
        """`yield` slows indexing down while a person waits for an answer."""
        if isinstance(message, Yield):
            self._bases.throttle.set_busy(message.busy)

    def close(self) -> None:
        """Ends the processes that read files and closes the stores of all bases."""
        self._readers.close()
        self._bases.close_all()

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """What is no job answers with a message of its own and has no result. A cancelled job can be resumed.
        Damage that is met marks the base."""
        try:
            return self._handle(message, context)
        except ProblemError as error:
            if error.code is Code.STORE_DAMAGED:
                mark_base_of(message)
            raise

    def _handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        if isinstance(message, Search | Render | Describe | Find):
            context.send(answer(self._bases, message, self._readers, context))
            return None
        if isinstance(message, Start):
            try:
                result = self._start(Job(message.job), message.params, context)
            except RequestCancelled as cancelled:
                # Every job here can be begun again and goes on where it ended.
                raise RequestCancelled(resumable=True) from cancelled
            return dict(to_json(result)) if result is not None else None
        raise CodecError(f"knowledge does not know {message.type}")

    def _start(self, job: Job, params: dict[str, Any], context: Context) -> object | None:
        if job is Job.INDEX:
            spec = from_json(IndexSpec, params)
            return Indexing(self._bases.for_change(spec.base), spec, context, self._readers).run()
        if job is Job.REMOVE:
            removal = from_json(RemoveSpec, params)
            remove(self._bases.for_change(removal.base), removal, context)
            return None
        if job is Job.RECONCILE:
            return reconcile(self._bases.for_change(from_json(BaseRef, params)), context)
        if job in MAINTENANCE_JOBS:
            return maintenance_job(job, params, self._bases, context)
        if job is Job.DROP:
            drop(self._bases, from_json(BaseRef, params))
            return None
        if job is Job.PASSAGES:
            wanted = from_json(PassagesSpec, params)
            return write_passages(self._bases.get(wanted.base).text, wanted, context)
        if job is Job.GRADE:
            answers = from_json(GradeSpec, params)
            return grade_all(answers, self._bases.embedder(answers.embedder), context)
        if job is Job.COMPARE_DOCUMENTS:
            both = from_json(CompareDocumentsSpec, params)
            return compare(self._bases.get(both.base).text, both, context)
        if job is Job.WRITE_WORKBOOK:
            # openpyxl would be a quarter of what starting costs, also where nothing is exported.
            from workers.services.knowledge.analysis.workbook import write_workbook

            write_workbook(from_json(WriteWorkbookSpec, params), context)
            return None
        if job is Job.CONVERT:
            convert(from_json(ConvertSpec, params))
            return None
        if job is Job.TERMS:
            return terms_of(from_json(TermsSpec, params))
        if job is Job.TRY_EMBEDDING:
            trial = from_json(TryEmbeddingSpec, params)
            return try_embedding(self._bases.embedder(trial.embedder), self._bases.reranker(trial.reranker))
        if job is Job.TRY_VECTORS:
            return try_vectors(from_json(TryVectorsSpec, params), context)
        if job is Job.TRY_PAGE:
            return try_page(from_json(TryPageSpec, params), self._readers, context)
        if job is Job.READ_FILE:
            read_file(from_json(ReadFileSpec, params), self._readers, context)
            return None
        raise CodecError(f"knowledge does not do {job}")
