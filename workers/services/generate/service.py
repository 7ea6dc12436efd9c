"""The examples worker: makes training examples and exam questions with a chat model of its own, reads
examples from files, checks them, and asks models questions. What needs a model waits in one queue; reading
and checking go on beside it, so a file is shown while examples are made for hours."""

import importlib.metadata
from typing import Any

from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.exam import DocumentsValueSpec, MakeExamSpec, OpinionSpec
from workers.contract.messages import Message, Start, Yield
from workers.contract.specs.jobs import Job
from workers.contract.training.adapters import CompareSpec, QuantizeSpec
from workers.contract.training.checks import CheckSpec, ClosedBookSpec
from workers.contract.training.examples import GenerateSpec
from workers.contract.training.rows import ReadRowsSpec
from workers.engines.throttle import Throttle
from workers.runtime.context import Context, RequestCancelled
from workers.runtime.reader_pool import ReaderPool

_LIBRARIES = ("llama-cpp-python", "onnxruntime", "pymorphy3")
_LIGHT = (Job.READ_ROWS, Job.CHECK, Job.VALUE_DOCUMENTS)


def create() -> "GenerateWorker":
    """The service of `python -m workers examples`."""
    return GenerateWorker()


class GenerateWorker:
    """Serves `start` (generate, make_exam, opinion, read_rows, check, value_documents, closed_book_probe,
    compare, quantize) and `yield`."""

    def __init__(self) -> None:
        self._throttle = Throttle()
        self._readers: ReaderPool | None = None

    def versions(self) -> dict[str, str]:
        return {name: importlib.metadata.version(name) for name in _LIBRARIES}

    def queue(self, message: Message) -> str:
        """The job's own for jobs that need no language model; all others run one after another."""
        job = message.job if isinstance(message, Start) else ""
        return job if job in _LIGHT else "model"

    def notify(self, message: Message) -> None:
        """`yield` slows the work down while a person waits for an answer."""
        if isinstance(message, Yield):
            self._throttle.set_busy(message.busy)

    def close(self) -> None:
        """Ends the processes that read files."""
        if self._readers is not None:
            self._readers.close()

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """Only `start`; raises CodecError for anything else. A cancelled request can be resumed."""
        if not isinstance(message, Start):
            raise CodecError(f"examples does not know {message.type}")
        try:
            return dict(to_json(self._start(Job(message.job), message.params, context)))
        except RequestCancelled as cancelled:
            # What was made has been sent; the same request without it goes on where this one ended.
            raise RequestCancelled(resumable=True) from cancelled

    def _start(self, job: Job, params: dict[str, Any], context: Context) -> object:
        # Imported when asked for: a preview of a file needs no llama.cpp, a check no spreadsheet reader.
        if job is Job.GENERATE:
            from workers.services.generate.generating import generate

            return generate(from_json(GenerateSpec, params), context, self._throttle)
        if job is Job.READ_ROWS:
            from workers.services.generate.reading_rows import read_rows

            return read_rows(from_json(ReadRowsSpec, params), context, self._pool())
        if job is Job.CHECK:
            from workers.services.generate.checking import check

            return check(from_json(CheckSpec, params), context, self._throttle)
        if job is Job.VALUE_DOCUMENTS:
            from workers.services.generate.valuing import value

            return value(from_json(DocumentsValueSpec, params), context)
        if job is Job.CLOSED_BOOK_PROBE:
            from workers.services.generate.closed_book_probe import probe

            return probe(from_json(ClosedBookSpec, params), context, self._throttle)
        if job is Job.COMPARE:
            from workers.services.generate.comparing import compare

            return compare(from_json(CompareSpec, params), context)
        if job is Job.MAKE_EXAM:
            from workers.services.generate.examining import make_exam

            return make_exam(from_json(MakeExamSpec, params), context, self._throttle)
        if job is Job.OPINION:
            from workers.services.generate.judging import judge

            return judge(from_json(OpinionSpec, params), context, self._throttle)
        if job is Job.QUANTIZE:
            from workers.services.generate.quantizing import quantize

            return quantize(from_json(QuantizeSpec, params), context)
        raise CodecError(f"examples does not do {job}")

    def _pool(self) -> ReaderPool:
        if self._readers is None:
            self._readers = ReaderPool(1)
        return self._readers
