"""Letters of printed pages that are pictures: `python -m tests.bench recognition [ROW…]`.

Each row is a rendered Russian page, spoilt in one way, recognised by the product's own steps with the
tesseract of this computer. The figure is the character error rate: changes that make of what was found what
was printed, for one printed character, blanks counted as one. At most 3 % where the page is clean, 8 % where
it is noisy or photographed.
"""

import argparse
import time
from collections.abc import Callable

import psutil
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.fixtures.documents import FONT
from tests.fixtures.scans import TEXT, errors, noisy, printed, skewed
from workers.reading.recognition import pages, tesseract

CLEAN, NOISY = 0.03, 0.08
_LEFT = """Комиссия осмотрела складские
помещения первой очереди
и признала годными подъёмники
первого разряда, кроме
подъёмника номер семь. Акт
подписали все члены комиссии,
замечаний не поступило."""
_RIGHT = """Бухгалтерия сообщает, что
авансовые отчёты принимаются
до пятого числа каждого месяца
включительно, а чеки к отчёту
подклеиваются на отдельный
лист и нумеруются по порядку
от первого до последнего."""
_TABLE = (
    ("Наименование", "Количество", "Цена, руб.", "Сумма, руб."),
    ("Насос центробежный", "4", "12 450,00", "49 800,00"),
    ("Клапан впускной", "18", "3 120,50", "56 169,00"),
    ("Труба стальная, 57 мм", "120", "486,00", "58 320,00"),
    ("Задвижка чугунная", "7", "5 900,00", "41 300,00"),
    ("Кран шаровой", "35", "1 275,00", "44 625,00"),
)


def columns(dpi: int) -> Image.Image:
    """Two columns side by side."""
    page = printed(dpi, _LEFT)
    pen, font = ImageDraw.Draw(page), _font(11, dpi)
    for number, line in enumerate(_RIGHT.split("\n")):
        pen.text((4.4 * dpi, dpi + number * 17 * dpi / 72), line, font=font, fill=0)
    return page


def table(dpi: int) -> Image.Image:
    """A table with drawn borders."""
    page = printed(dpi, "")
    pen, font = ImageDraw.Draw(page), _font(11, dpi)
    edges = [round(part * dpi) for part in (0.7, 3.2, 4.6, 6.0, 7.5)]
    height, top, width = round(0.4 * dpi), dpi, max(1, dpi // 150)
    for number, row in enumerate(_TABLE):
        for column, cell in enumerate(row):
            place = (edges[column] + 0.08 * dpi, top + number * height + 0.1 * dpi)
            pen.text(place, cell, font=font, fill=0)
    for number in range(len(_TABLE) + 1):
        y = top + number * height
        pen.line((edges[0], y, edges[-1], y), fill=0, width=width)
    for edge in edges:
        pen.line((edge, top, edge, top + len(_TABLE) * height), fill=0, width=width)
    return page


def small_print(dpi: int) -> Image.Image:
    """The same in 7 points."""
    page = printed(dpi, "")
    pen, font = ImageDraw.Draw(page), _font(7, dpi)
    for number, line in enumerate(TEXT.split("\n")):
        pen.text((0.8 * dpi, dpi + number * 11 * dpi / 72), line, font=font, fill=0)
    return page


def photographed(dpi: int) -> Image.Image:
    """A page on a dark table, seen from aside, a shadow over its corner, a little out of focus."""
    page = printed(dpi)
    width, height = page.size
    wide, high = round(1.15 * width), round(1.1 * height)
    # Where the corners of the picture lie on the page: the rays of a pinhole camera.
    corners = ((-0.06, -0.05), (-0.10, 1.06), (1.09, 1.05), (1.05, -0.04))
    seen = [(x * width, y * height) for x, y in corners]
    picture = page.transform(
        (wide, high), Image.Transform.QUAD, [part for corner in seen for part in corner],
        Image.Resampling.BICUBIC, fillcolor=70,
    )  # fmt: skip
    light = Image.linear_gradient("L").rotate(60, expand=False).resize((wide, high))
    light = light.point([110 + value * 145 // 255 for value in range(256)])
    shadow = Image.new("L", (wide, high), 255)
    ImageDraw.Draw(shadow).polygon([(0, high), (wide * 0.7, high), (0, high * 0.35)], fill=150)
    lit = ImageChops.multiply(light, shadow.filter(ImageFilter.GaussianBlur(dpi / 8)))
    return ImageChops.multiply(picture, lit).filter(ImageFilter.GaussianBlur(dpi / 300))


def _font(points: float, dpi: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), round(points * dpi / 72))


_COLUMNS, _ROWS = f"{_LEFT}\n{_RIGHT}", "\n".join(" ".join(row) for row in _TABLE)
# Row: the picture, its pixels an inch, what is printed, how many errors are too many.
ROWS: dict[str, tuple[Callable[[], Image.Image], int, str, float]] = {
    "150 dpi": (lambda: printed(150), 150, TEXT, CLEAN),
    "200 dpi": (lambda: printed(200), 200, TEXT, CLEAN),
    "300 dpi": (lambda: printed(300), 300, TEXT, CLEAN),
    "skewed by 5": (lambda: skewed(printed(200), 5), 200, TEXT, CLEAN),
    "skewed by -5": (lambda: skewed(printed(200), -5), 200, TEXT, CLEAN),
    "turned by 90": (lambda: printed(200).rotate(90, expand=True), 200, TEXT, CLEAN),
    "turned by 180": (lambda: printed(200).rotate(180), 200, TEXT, CLEAN),
    "two columns": (lambda: columns(200), 200, _COLUMNS, CLEAN),
    "table": (lambda: table(200), 200, _ROWS, CLEAN),
    "small print": (lambda: small_print(300), 300, TEXT, CLEAN),
    "noisy 150 dpi": (lambda: noisy(printed(150), 40), 150, TEXT, NOISY),
    "noisy 200 dpi": (lambda: noisy(printed(200), 60), 200, TEXT, NOISY),
    "noisy 300 dpi": (lambda: noisy(printed(300), 80), 300, TEXT, NOISY),
    "noisy, skewed": (lambda: noisy(skewed(printed(200), 3), 40), 200, TEXT, NOISY),
    "photographed": (lambda: photographed(200), 200, TEXT, NOISY),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", nargs="*", help=f"{', '.join(ROWS)}; all without")
    parser.add_argument("--show", action="store_true", help="what was found")


def run(arguments: argparse.Namespace) -> int:
    """0 when no row has too many errors."""
    tool = tesseract.find()
    if tool is None:
        print(f"nothing to recognise with: install {tesseract.packages()}")
        return 1
    reached = True
    for name in arguments.rows or ROWS:
        draw, dpi, expected, limit = ROWS[name]
        began, spent = time.process_time(), _children()
        found = pages.recognise(draw(), tool, dpi)
        seconds = time.process_time() - began + _children() - spent
        rate = errors(expected, found.text)
        reached &= rate <= limit
        verdict = "" if rate <= limit else f"  more than {limit:.0%}"
        print(f"{name:<16} {rate:7.2%} {found.doubtful:3} unclear {seconds:6.1f} s{verdict}", flush=True)
        if arguments.show:
            print(found.text)
    return 0 if reached else 1


def _children() -> float:
    times = psutil.Process().cpu_times()
    return times.children_user + times.children_system
