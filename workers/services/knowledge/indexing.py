"""The `index` job: files to chunks that a search finds.

Order of the work on one document, so that a kill anywhere loses and doubles nothing: text, chunks and
frequencies in one transaction of the text store, bound as *incoming* → vectors, until the vector store has
acknowledged all of them → one transaction that lets the document answer from them, and its old ones go. All
ids are made from contents, so doing any step again is harmless.
"""

from collections.abc import Sequence
from dataclasses import replace

from workers.contract.reading import Recogniser
from workers.contract.specs.bases import IndexResult, IndexSpec, ItemStatus
from workers.engines.stores.text_rows import StoredChunk, StoredDocument
from workers.reading.find_files import FoundFile
from workers.reading.recognition import tesseract
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge import calibrating, writing
from workers.services.knowledge.base import BATCH, OpenBase
from workers.services.knowledge.content_ids import RECOGNISED
from workers.services.knowledge.index_report import IndexReport
from workers.services.knowledge.plan_changes import Survey
from workers.services.knowledge.read_and_chunk import Prepared, Preparer
from workers.services.knowledge.reading_ahead import read_ahead
from workers.services.knowledge.recognising import Recognising
from workers.services.knowledge.reconcile import after_changes, changing, make_consistent
from workers.services.knowledge.scans import pages_of_problem, scans_of, without_tool

_READING = 5  # per cent of a large file's work that end when its text is read; vectors are the rest


class Indexing:
    """One run of the job; `run` is called once, on the index queue."""

    def __init__(self, base: OpenBase, spec: IndexSpec, context: Context, readers: ReaderPool) -> None:
        self._base = base
        self._spec = spec
        self._context = context
        self._report = IndexReport(context)
        self._tool = tesseract.find()
        self._survey = Survey(base, spec, self._report, recognises=self._tool is not None)
        self._preparer = Preparer(base, readers, spec.limits, lambda: context.cancelled, self._reading)
        self._readers = readers
        self._unread: list[Prepared] = []  # files that are pictures, until these are recognised
        self._batch: list[StoredDocument] = []
        self._chunks: dict[str, list[StoredChunk]] = {}

    def run(self) -> IndexResult:
        """Index all files of the spec; raises `RequestCancelled` between batches, and can be run again."""
        make_consistent(self._base, self._context)
        with changing(self._base):
            self._index()
        calibrating.calibrate(self._base)
        after_changes(self._base, self._context)
        return self._report.result()

    def _index(self) -> None:
        files = self._survey.work(self._context)
        passwords = self._spec.passwords
        for ready in read_ahead(files, self._preparer, passwords, self._context, self._flush):
            for portion in writing.portions(ready, BATCH):
                self._take(portion)
        self._flush()
        if self._tool is not None:
            self._recognise(self._tool)

    def _recognise(self, tool: Recogniser) -> None:
        """Read files again with what their pictures of pages say."""
        recognising = Recognising(self._base, self._context, self._readers, self._preparer, tool)
        scans = scans_of(self._report, self._unread)
        for prepared in recognising.run(scans, self._spec.passwords, self._report):
            known = self._report.ended.get(prepared.file.path)
            if prepared.problem is None or known is None:
                self._take([prepared])
                self._flush()

    def _reading(self, file: FoundFile, done: float) -> None:
        self._report.notify(self._survey.row(file), ItemStatus.READING, percent=int(_READING * done))

    def _take(self, ready: Sequence[Prepared]) -> None:
        """Write the texts of files that were read, in one transaction, and put them into the batch."""
        text = self._base.text
        work: list[tuple[StoredDocument, Prepared]] = []
        for prepared in map(self._still_known, ready):
            document = replace(self._survey.row(prepared.file), hash=prepared.hash)
            document = replace(document, fingerprint=prepared.fingerprint)
            if prepared.problem is not None:
                self._fail(document, prepared)
                continue
            document = replace(document, status=ItemStatus.READING, code="", params={})
            work.append((replace(document, incoming=prepared.content_id), prepared))
        writing.begin(text, work)
        chunks: dict[str, Sequence[StoredChunk]] = {}
        for document, prepared in work:
            self._report.notify(document, ItemStatus.READING)
            self._batch.append(document)
            if document.incoming not in self._chunks and document.incoming not in chunks:
                chunks[document.incoming] = prepared.chunks or text.chunks_of(document.incoming)
        self._chunks.update({content: [] for content in chunks})
        for chunk in self._base.missing([chunk for each in chunks.values() for chunk in each]):
            self._chunks[chunk.content].append(chunk)
        if sum(len(chunks) for chunks in self._chunks.values()) >= BATCH:
            self._flush()

    def _still_known(self, prepared: Prepared) -> Prepared:
        """Read a file again whose text the base had: its other user has changed meanwhile, and the content
        went with it."""
        content_id = prepared.content_id
        if content_id and prepared.content is None and not self._base.text.has_content(content_id):
            return self._preparer.prepare(prepared.file, self._spec.passwords)
        return prepared

    def _fail(self, document: StoredDocument, prepared: Prepared) -> None:
        """End a document that was not read, or let it wait for recognition."""
        problem = prepared.problem
        assert problem is not None
        if not pages_of_problem(problem) or prepared.fingerprint == RECOGNISED:
            self._survey.fail(document, problem)
        elif self._tool is None:
            self._survey.fail(document, without_tool(problem))
        else:
            # With its hash in the base, so that its pages can be kept one by one.
            waiting = replace(document, status=ItemStatus.QUEUED, code="", params={}, fingerprint="")
            self._base.text.save_document(waiting)
            self._unread.append(prepared)

    def _flush(self) -> None:
        """Make the vectors of the documents in the batch, then let them answer."""
        if not self._batch:
            return
        chunks = [chunk for missing in self._chunks.values() for chunk in missing]
        newest = self._batch[-1]

        def stored(done: int) -> None:
            self._report.progress(newest.path)
            if len(chunks) > 2 * BATCH:
                percent = _READING + (100 - _READING) * done // len(chunks)
                self._report.notify(newest, ItemStatus.READING, percent=percent)

        context = self._context
        self._base.vectorise(chunks, context.raise_if_cancelled, lambda: context.cancelled, stored)
        for document, copy_of in writing.finish(self._base.text, self._batch):
            self._report.end(document, document.status, copy_of=copy_of)
        self._batch, self._chunks = [], {}
        self._base.sweep()
        calibrating.calibrate(self._base, under_way=True)
