"""Documents as a worker gives them to the viewer, without one: pages, a sheet, a letter, a lost file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from desktop.app import Application
from desktop.core.future import Future
from workers.contract.messages import Found, Passages
from workers.contract.specs.pages import DocumentOutline, InnerFile, PageView, Shown
from workers.contract.specs.search import Passage, SheetRow

SENTENCE = "Продолжительность ежегодного основного оплачиваемого отпуска составляет 28 календарных дней."
PAGE = f"3. Отпуска\n\n{SENTENCE} График отпусков утверждает генеральный директор до 15 декабря.\n\n"
PAGES = 12
_RATIO = 1.414  # of a sheet of paper
_LAID_OUT, _LINE = 1000, 0.024  # px of the width that words are measured at; height of a line, of the page's
_QUOTE = (PAGE.index(SENTENCE), PAGE.index(SENTENCE) + len(SENTENCE))
_SHEET = (
    ("Артикул", "Наименование", "Цена, руб.", "Остаток на складе"),
    *((f"ВК-{100 + at}", f"Вентилятор канальный {100 + 5 * at} мм", str(4850 + 175 * at), str(7 * at % 60))
      for at in range(40)),
)  # fmt: skip

T = TypeVar("T")


class KeptPages:
    """Implements `Pages`; the kind of a document follows from the ending of its name."""

    def __init__(self, application: Application, folder: Path) -> None:
        self._application, self._folder = application, folder

    def describe(self, base: str, document: str) -> Future[DocumentOutline]:
        path = self.path_of(document)
        text = _text(path)
        outline = DocumentOutline(document, Path(path).suffix[1:], _shown(path), "current", len(text))
        if path.endswith(".pdf"):
            starts = tuple(range(0, len(text), len(PAGE)))
            outline = replace(outline, starts=starts, ratios=(_RATIO,) * PAGES)
        elif path.endswith(".xlsx"):
            outline = replace(outline, starts=(0,), labels=("Прайс-лист",))
        elif path.endswith(".msg"):
            outline = replace(
                outline, parts=(InnerFile(len(text) // 2, "Дополнительное соглашение № 4.pdf"),)
            )
        else:
            outline = replace(outline, state="missing")
        return _at_once(outline)

    def draw(self, base: str, document: str, page: int, width: int) -> Future[PageView]:
        file = self._folder / f"page-{width}.png"
        height = round(width * _RATIO)
        if not file.exists():
            _drawn(width, height).save(str(file))
        words = tuple(_words())
        return _at_once(
            PageView(
                document, page, PAGES, str(file), width, height, text=PAGE, highlight=_QUOTE,
                boxes=tuple(box for start, end, *box in words if _QUOTE[0] <= start < _QUOTE[1]),
                start=(page - 1) * len(PAGE), words=words,
            )
        )  # fmt: skip

    def part(
        self, base: str, document: str, part: tuple[int, int], quote: tuple[int, int] = (0, 0)
    ) -> Future[PageView]:
        path = self.path_of(document)
        rows: tuple[SheetRow, ...] = ()
        if path.endswith(".xlsx"):
            rows = tuple(
                SheetRow(cells, " ".join(cells), not at, (2,) if at == 3 else (), at)
                for at, cells in enumerate(_SHEET)
            )
        text = _text(path)[part[0] : part[1]]
        return _at_once(PageView(document, 1, 1, text=text, highlight=_QUOTE, start=part[0], rows=rows))

    def find(self, base: str, document: str, words: str) -> Future[Found]:
        at = [number * len(PAGE) + PAGE.index("отпуск") for number in range(PAGES)]
        return _at_once(Found("", tuple((start, start + 6) for start in at), len(at)))

    def path_of(self, document: str) -> str:
        rows = self._application.documents.list(self._application.bases.current)
        return next((one.path for one in rows if one.id == document), "")


def found(documents: Sequence[tuple[str, str]], question: str) -> Future[Passages]:
    """What a search gives: the sentence in each of these documents (id, name)."""
    start = SENTENCE.index("отпуск")
    passages = tuple(
        Passage(
            f"c{at}", document, name, f"/дом/{name}", at + 1, at + 1, 0, len(SENTENCE), "3. Отпуска",
            SENTENCE, 1.0, core=(0, len(SENTENCE)), hits=((start, start + 7),),
        )
        for at, (document, name) in enumerate(documents)
    )  # fmt: skip
    return _at_once(Passages("", question, passages, True, 0.02, terms=(("отпуск",),)))


def _at_once(value: T) -> Future[T]:
    future: Future[T] = Future()
    future.resolve(value)
    return future


def _shown(path: str) -> Shown:
    return {".pdf": Shown.PAGES, ".xlsx": Shown.SHEETS}.get(Path(path).suffix, Shown.TEXT)


def _text(path: str) -> str:
    if path.endswith(".xlsx"):
        return "\n".join(" ".join(cells) for cells in _SHEET)
    return PAGE * PAGES


@cache
def _words() -> tuple[tuple[float, ...], ...]:
    """(start, end, x, y, width, height) of each word of a page, the last four as fractions of it."""
    return tuple((start, end, *box) for start, end, box in _placed())


def _placed() -> Iterator[tuple[int, int, tuple[float, float, float, float]]]:
    metrics, x, y, at = QFontMetricsF(_font(_LAID_OUT)), 0.1, 0.1, 0
    for line in PAGE.split("\n"):
        for word in line.split():
            start = PAGE.index(word, at)
            at, wide = start + len(word), metrics.horizontalAdvance(word) / _LAID_OUT
            if x + wide > 0.9:
                x, y = 0.1, y + _LINE
            yield start, at, (x, y, wide, 0.8 * _LINE)
            x += wide + 0.01
        x, y = 0.1, y + 1.5 * _LINE


def _font(width: int) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(round(width / 45))
    return font


def _drawn(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    painter.setFont(_font(width))
    painter.setPen("black")
    for start, end, x, y, _, tall in _words():
        painter.drawText(QPointF(x * width, (y + 0.8 * tall) * height), PAGE[int(start) : int(end)])
    painter.end()
    return image
