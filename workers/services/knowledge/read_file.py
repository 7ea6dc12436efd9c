"""What a reader makes of one file, for whoever wants to see it; no base is touched."""

import json
from collections.abc import Mapping
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import ExtractedDocument, ReadFileSpec, RecognisedPage
from workers.files import write_whole
from workers.reading.recognition import tesseract
from workers.runtime.context import Context, RequestCancelled
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled
from workers.services.knowledge.recognising import recognised
from workers.services.knowledge.scans import pages_of, pages_of_problem, without_tool


def read_file(spec: ReadFileSpec, readers: ReaderPool, context: Context) -> None:
    """Read and write, with pictures of pages recognised where that is possible. Raises what a reader raises,
    RECOGNITION_MISSING, FILE_UNREADABLE for a folder."""

    def read(pages: Mapping[int, RecognisedPage]) -> ExtractedDocument:
        return readers.read(spec.path, spec.passwords, cancelled=lambda: context.cancelled, recognised=pages)

    if Path(spec.path).is_dir():
        raise ProblemError(Code.FILE_UNREADABLE, "a folder", file=Path(spec.path).name)
    tool = tesseract.find()
    try:
        try:
            document = read({})
            pictures = pages_of(document.notes)
        except ProblemError as error:
            pictures = pages_of_problem(error.problem)
            if not pictures or tool is None:
                raise ProblemError.of(without_tool(error.problem)) from error
        if pictures and tool is not None:
            found = recognised(readers, tool, spec.path, pictures, spec.passwords, context)
            document = read(dict(found))
    except ReadingCancelled as cancelled:
        raise RequestCancelled from cancelled
    write_whole(Path(spec.output), json.dumps(to_json(document), ensure_ascii=False), private=True)
