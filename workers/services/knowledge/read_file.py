"""What a reader makes of one file, for whoever wants to see it; no base is touched."""

import json
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.reading import ReadFileSpec
from workers.files import write_whole
from workers.runtime.context import Context, RequestCancelled
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled


def read_file(spec: ReadFileSpec, readers: ReaderPool, context: Context) -> None:
    """Read and write. Raises what a reader raises."""
    try:
        document = readers.read(spec.path, spec.password, cancelled=lambda: context.cancelled)
    except ReadingCancelled as cancelled:
        raise RequestCancelled from cancelled
    write_whole(Path(spec.output), json.dumps(to_json(document), ensure_ascii=False))
