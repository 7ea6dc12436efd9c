"""What reading and indexing cost: `python -m tests.bench indexing [ROW…]`.

Rows: `pages` (PDF pages a second of processor time through readers, chunks, terms and stores, without
embedding), `small` (what 500 small files cost beside their embedding), `long` (a PDF of 1 200 pages), `large`
(texts and tables of 200 MB, a line of 50 MB, 3 000 levels: time and peak memory of the reader, and what it
says), `start` (the search model: processor time and memory of loading it), `search` (the command, typed a
second time within minutes). `pages` and `long` need `opendoc`, see `evaluation_sets`. Time is that of the
processor: of the work and of all readers.

The rows of PDF also say how many pages bare pdfium gives the text of in the same minute, since a loaded
machine takes more time of the processor for the same work. Results: RESULTS.md.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import psutil
import pypdfium2

from tests.bench.evaluation_sets import OPENDOC, ROOT, require
from tests.helpers.commands import run as command
from tests.helpers.direct import DirectContext
from tests.helpers.models import embedder, install_into
from workers.contract.codes import ProblemError
from workers.contract.specs.bases import BaseRef, IndexResult, IndexSpec
from workers.engines.onnx.embedder import Embedder, Vectors
from workers.retrieval import lexical
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.base import passage_of
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.indexing import Indexing

PAGES_A_SECOND = 150
OVERHEAD = 0.10  # of the embedding of small files
LONG_SECONDS = 6.0
LARGE_MIB = 1024
START_SECONDS, START_MIB = 0.6, 220
SEARCH_SECONDS = 1.5
_SMALL, _SMALL_CHARACTERS = 500, 900
_LONG_PAGES = 1200
_PACE_S = 0.01  # a text; the model is the slowest part, so the others wait for it
_TEXT = """договор поставка насос центробежный цена срок оплата отгрузка склад покупатель продавец стороны
обязуются ответственность приложение количество сумма the agreement delivery payment within days"""
_WORDS = _TEXT.split()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", nargs="*", help=f"{', '.join(ROWS)}; all without")
    parser.add_argument("--megabytes", type=int, default=200, help="size of the large files")


def run(arguments: argparse.Namespace) -> int:
    """0 when every figure is reached."""
    with tempfile.TemporaryDirectory(prefix="bukvar-bench-") as folder:
        reached = [ROWS[name](Path(folder), arguments.megabytes) for name in arguments.rows or ROWS]
    return 0 if all(reached) else 1


# --- rows ------------------------------------------------------------------------------------------


def pages(folder: Path, megabytes: int) -> bool:
    """Both documents of opendoc, twice over: then readers and words are warm, as in a long import."""
    paths = [OPENDOC / "labour.pdf", OPENDOC / "industry.pdf"]
    require(*paths)
    reached = True
    with without_embedding(), opened_base(folder / "pages") as (bases, ref), reading() as readers:
        for turn, least in (("first", 0), ("warm", PAGES_A_SECOND)):
            again = [_copy(path, folder / turn / path.name) for path in paths]
            begun = cpu_seconds()
            result = index(bases, ref, again, readers)
            seconds = cpu_seconds() - begun
            figure = result.pages / seconds
            reached &= figure >= least
            goal = f" (at least {least})" if least else ""
            print(
                f"pages     {turn}: {result.pages} pages, {result.chunks} chunks, {seconds:.2f} CPU s: ",
                end="",
            )
            print(
                f"{figure:.0f} pages/CPU s{goal}, {1000 * seconds / result.chunks:.2f} CPU ms a chunk, ",
                end="",
            )
            print(f"bare pdfium {bare_pages_a_second(paths[0]):.0f}")
    return reached


def small(folder: Path, megabytes: int) -> bool:
    """Many small files: their own cost beside the embedding of their texts, in one run."""
    chance = random.Random(14)
    files = folder / "small"
    files.mkdir()
    for number in range(_SMALL):
        words = f"Документ {number}. " + " ".join(chance.choices(_WORDS, k=200))
        (files / f"{number}.txt").write_text(words[:_SMALL_CHARACTERS], encoding="utf-8")
    with opened_base(folder / "small-base") as (bases, ref), reading() as readers:
        with without_embedding():
            begun = cpu_seconds()
            result = index(bases, ref, [files], readers)
            own = cpu_seconds() - begun
        base = bases.get(ref)
        texts = [
            passage_of(chunk)
            for document in base.text.documents()[:100]
            for chunk in base.text.chunks_of(document.content)
        ]
        begun = cpu_seconds()
        base.embedder.embed_passages(texts)
        bare = (cpu_seconds() - begun) * result.chunks / len(texts)
    print(f"small     {result.indexed} files: {1000 * own / result.indexed:.1f} CPU ms a file, ", end="")
    print(f"embedding {1000 * bare / result.indexed:.1f}: {own / bare:.1%} (at most {OVERHEAD:.0%})")
    return own <= OVERHEAD * bare


def long(folder: Path, megabytes: int) -> bool:
    """One PDF of many pages, read alone."""
    source = OPENDOC / "labour.pdf"
    require(source)
    path = folder / "long.pdf"
    book, pages_of = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(source)
    while len(book) < _LONG_PAGES:
        book.import_pages(pages_of, list(range(min(len(pages_of), _LONG_PAGES - len(book)))))
    book.save(path)
    seconds, peak, said = read_alone(path)
    print(
        f"long      {_LONG_PAGES} pages: {seconds:.1f} CPU s (at most {LONG_SECONDS}), {peak} MiB, {said}, ",
        end="",
    )
    print(f"bare pdfium {bare_pages_a_second(source):.0f} pages/CPU s")
    return seconds <= LONG_SECONDS


def large(folder: Path, megabytes: int) -> bool:
    """Files that are large, long or deep: each ends as read or with a note, in bounded memory."""
    reached = True
    for name, write in _LARGE.items():
        path = folder / name
        write(path, megabytes)
        seconds, peak, said = read_alone(path)
        reached &= peak <= LARGE_MIB and "problem" not in said
        size = path.stat().st_size / 1e6
        path.unlink()
        print(
            f"large     {name}, {size:.0f} MB: {seconds:.1f} CPU s, {peak} MiB (at most {LARGE_MIB}), {said}"
        )
    return reached


def start(folder: Path, megabytes: int) -> bool:
    """Loading the search model in a process of its own."""
    code = (
        "import time, psutil\nfrom pathlib import Path\nfrom workers.engines.onnx.embedder import Embedder\n"
        "before, begun = psutil.Process().memory_info().rss, time.process_time()\n"
        f"Embedder(Path({str(embedder())!r}), 2).embed_query('Сколько дней длится отпуск?')\n"
        "print(time.process_time() - begun, (psutil.Process().memory_info().rss) / 2**20)"
    )
    ran = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)  # the first may still have to pack the list of words
    ]
    seconds, memory = float(ran[1][0]), float(ran[1][1])
    print(f"start     search model: {seconds:.2f} CPU s (at most {START_SECONDS}), ", end="")
    print(f"{memory:.0f} MiB resident with its libraries (at most {START_MIB})")
    return seconds <= START_SECONDS and memory <= START_MIB


def search(folder: Path, megabytes: int) -> bool:
    """The command after one like it: its own time and that of the process which stayed and serves it."""
    data = folder / "data"
    install_into(data)
    sample = ROOT / "resources" / "samples"
    os.environ["BUKVAR_REST"] = "0"
    for words in (("base", "create", "Base"), ("import", "--base", "Base", str(sample))):
        if command(data, *words).code:
            raise SystemExit(f"bukvar {words[0]} failed")
    begun = cpu_seconds()
    command(data, "search", "--base", "Base", "Сколько дней длится отпуск?")
    alone = cpu_seconds() - begun
    os.environ["BUKVAR_REST"] = "20"
    command(data, "search", "--base", "Base", "Сколько дней длится отпуск?")
    begun = cpu_seconds() + sum(map(_cpu_of, _holding(data)))
    command(data, "search", "--base", "Base", "Сколько платят суточных?")
    again = cpu_seconds() + sum(map(_cpu_of, _holding(data))) - begun
    for process in _holding(data):
        process.terminate()
    os.environ["BUKVAR_REST"] = "0"
    print(f"search    alone {alone:.2f} CPU s; typed again {again:.2f} CPU s (at most {SEARCH_SECONDS})")
    return again <= SEARCH_SECONDS


ROWS: dict[str, Callable[[Path, int], bool]] = {
    "pages": pages, "small": small, "long": long, "large": large, "start": start,
    "search": search,
}  # fmt: skip


# --- how -------------------------------------------------------------------------------------------


def cpu_seconds() -> float:
    """Of this process and of all children, those at work as well."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = time.process_time() + ended.ru_utime + ended.ru_stime
    for child in psutil.Process().children():
        try:
            times = child.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def bare_pages_a_second(path: Path) -> float:
    """Pages of a PDF whose text pdfium gives in a second of the processor."""
    begun = time.process_time()
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document) / (time.process_time() - begun)


def index(bases: Bases, ref: BaseRef, paths: Sequence[Path], readers: ReaderPool) -> IndexResult:
    """The product's own job."""
    spec = IndexSpec(ref, tuple(map(str, paths)))
    return Indexing(bases.get(ref), spec, DirectContext(), readers).run()  # type: ignore[arg-type]


@contextmanager
def opened_base(folder: Path) -> Iterator[tuple[Bases, BaseRef]]:
    """An empty base with the real search model, which is loaded, as is the dictionary."""
    bases = Bases()
    ref = BaseRef("bench", str(folder), str(embedder()))
    lexical.terms("слово")
    try:
        bases.get(ref)
        yield bases, ref
    finally:
        bases.close_all()


@contextmanager
def reading() -> Iterator[ReaderPool]:
    """The readers of an import."""
    pool = ReaderPool(2)
    try:
        yield pool
    finally:
        pool.close()


@contextmanager
def without_embedding() -> Iterator[None]:
    """Vectors by chance, after about the time that the model needs: all else works as beside it."""
    chance = np.random.default_rng(14)
    passages, query = Embedder.embed_passages, Embedder.embed_query

    def drawn(model: Embedder, texts: Sequence[str], cancelled: object = None) -> Vectors:
        time.sleep(_PACE_S * len(texts))
        rows = chance.standard_normal((len(texts), model.facts.dimension), dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def one(model: Embedder, text: str) -> Vectors:
        return drawn(model, [text])[0]

    Embedder.embed_passages, Embedder.embed_query = drawn, one  # type: ignore[method-assign]
    try:
        yield
    finally:
        Embedder.embed_passages, Embedder.embed_query = passages, query  # type: ignore[method-assign]


def read_alone(path: Path) -> tuple[float, int, str]:
    """Processor time and peak memory (MiB) of a reader that reads a file, and what it makes of it."""
    pool = ReaderPool(1)
    ended, seconds, peak = threading.Event(), 0.0, 0

    def watch() -> None:
        nonlocal seconds, peak
        while not ended.wait(0.05):
            for child in psutil.Process().children():
                try:
                    memory, times = child.memory_info().rss, child.cpu_times()
                except psutil.Error:
                    continue
                seconds, peak = max(seconds, times.user + times.system), max(peak, memory >> 20)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        document = pool.read(path)
        said = f"{len(document.text)} characters, {', '.join(map(str, document.notes)) or 'nothing to note'}"
    except ProblemError as error:
        said = f"problem {error.code}"
    finally:
        ended.set()
        watching.join()
        pool.close()
    return seconds, peak, said


def _holding(data: Path) -> list[psutil.Process]:
    """Who stays for commands in the folder, with its workers."""
    holders = [
        process
        for process in psutil.process_iter(["cmdline"])
        if {"rest", str(data)} <= set(process.info["cmdline"] or ())
    ]
    return [one for holder in holders for one in (holder, *holder.children(recursive=True))]


def _cpu_of(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _copy(source: Path, target: Path) -> Path:
    """The same document as another content: the hash counts, and what follows the end is not read."""
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(source.read_bytes() + f"\n% {target.parent.name}\n".encode())
    return target


def _table(path: Path, megabytes: int) -> None:
    chance = random.Random(14)
    with path.open("w", encoding="cp1251") as file:
        file.write("Номер;Товар;Покупатель;Цена;Примечание\n")
        number = 0
        while file.tell() < megabytes * 1_000_000:
            words = [" ".join(chance.choices(_WORDS, k=12)) for _ in range(500)]
            file.writelines(
                f"{number + at};насос;ООО Ромашка;{at},50;{one}\n" for at, one in enumerate(words)
            )
            number += 500


def _prose(path: Path, megabytes: int) -> None:
    chance = random.Random(14)
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < megabytes * 1_000_000:
            file.writelines(
                f"{' '.join(chance.choices(_WORDS, k=14)).capitalize()}.{' ' if at % 7 else chr(10) * 2}"
                for at in range(1000)
            )


def _line(path: Path, megabytes: int) -> None:
    chance = random.Random(14)
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < megabytes * 250_000:
            file.write(" ".join(chance.choices(_WORDS, k=1000)) + " ")


def _deep_page(path: Path, megabytes: int) -> None:
    levels = "".join(f"<div>слово{n} " for n in range(3000)) + "дно" + "</div>" * 3000
    path.write_text(f"<html><body>{levels}", encoding="utf-8")


def _deep_values(path: Path, megabytes: int) -> None:
    path.write_text("[" * 100_000 + '"дно"' + "]" * 100_000, encoding="utf-8")


def _zeros(path: Path, megabytes: int) -> None:
    path.write_bytes("Срок оплаты десять дней.\0\0 Далее.\n".encode() * 10_000)


def _records(path: Path, megabytes: int) -> None:
    record = json.dumps({"товар": "насос", "примечание": " ".join(_WORDS)}, ensure_ascii=False)
    with path.open("w", encoding="utf-8") as file:
        file.write("[" + record)
        while file.tell() < megabytes * 1_000_000:
            file.write(f",\n{record}" * 1000)
        file.write("]")


_LARGE: dict[str, Callable[[Path, int], None]] = {
    "table.csv": _table, "prose.txt": _prose, "line.txt": _line, "records.json": _records,
    "deep.html": _deep_page, "deep.json": _deep_values, "zeros.txt": _zeros,
}  # fmt: skip
