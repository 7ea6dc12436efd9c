"""The picture of a page to text: what helps to recognise it, which way up it is, where its words stand."""

import itertools
from typing import TYPE_CHECKING, Any

from workers.contract.reading import RecognisedPage, Recogniser
from workers.reading.cleaning import clean_with_origin
from workers.reading.recognition import homoglyphs, tesseract
from workers.reading.recognition.tesseract import RecognisedWord

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300  # what the recognition was trained on
_MOST_PIXELS = 40_000_000
_PAGE_SECONDS = 60.0  # of the processor; a page of print takes 2 to 5
_LEAST_CONFIDENCE = 35.0
_SURE = 60.0
_SURE_PART = 0.5  # of the letters of a page that stands upright
_ENOUGH = 20  # letters that say which way up a page is
_NOISY = 4.0  # mean difference of a pixel and its neighbours, of 255
_BLUR = 250  # pixels an inch that a blur of one pixel suits
_SHADE, _UNEVEN = 8, 30  # pixels that lie in one light; difference of paper and paper in a photograph, of 255
_DARKEST = 40  # paper, of 255
_SAMPLE = 512
_TURNS = (270, 90, 180)
_SKEW_WIDTH = 800  # pixels, enough to see which way lines run
_LEAST_SKEW = 0.3  # degrees
_CLEARLY = 1.1
_OTHER_WAYS = 0.5  # size at which the other ways up are tried


def recognise(picture: "Image", tool: Recogniser, dpi: int, seconds: float = _PAGE_SECONDS) -> RecognisedPage:
    """The text of a picture that has `dpi` pixels an inch (about); empty when it shows none that is sure, or
    takes more than `seconds` of the processor for one way up."""
    upright, dpi = prepared(picture, dpi)
    straight, turn = straightened(upright)
    found = tesseract.words(straight, tool, dpi, seconds)
    if not _upright(found):
        small = upright.reduce(round(1 / _OTHER_WAYS))
        tried = {
            other: tesseract.words(turned(small, other), tool, round(dpi * _OTHER_WAYS), seconds / 2)
            for other in _TURNS
        }
        best = max(_TURNS, key=lambda other: _sure(tried[other]))
        if _sure(tried[best]) > max(_ENOUGH, _sure(found)):
            straight, skew = straightened(turned(upright, best))
            turn = best + skew
            found = tesseract.words(straight, tool, dpi, seconds)
    return _page(found, straight.size, turn)


def prepared(picture: "Image", dpi: int) -> tuple["Image", int]:
    """Grey, without grains and shadows, about 300 pixels an inch; and how many it has then."""
    from PIL import Image, ImageFilter

    if picture.mode != "L":
        if picture.mode in ("RGBA", "LA", "PA", "P"):  # what is transparent is paper
            picture = picture.convert("RGBA")
            paper = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(paper, picture)
        picture = picture.convert("L")
    if _is_noisy(picture):
        picture = picture.filter(ImageFilter.MedianFilter(3))
        if _is_noisy(picture):
            picture = picture.filter(ImageFilter.GaussianBlur(dpi / _BLUR))
    picture = _evenly_lit(picture)
    scale = min(max(DPI / dpi, 0.25), 3.0)
    scale = min(scale, (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
    if not 0.9 < scale < 1.2:
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        picture, dpi = picture.resize(size, Image.Resampling.LANCZOS), round(dpi * scale)
    return picture, min(max(dpi, 70), 1200)


def turned(picture: "Image", degrees: float) -> "Image":
    """Clockwise: by quarters of a circle, which turn the paper, and by a rest, which levels its lines."""
    from PIL import Image

    quarters = round(degrees / 90)
    rest = degrees - 90 * quarters
    ways = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    if quarters % 4:
        picture = picture.transpose(ways[quarters % 4])
    if rest:
        paper = 255 if picture.mode == "L" else (255, 255, 255)
        picture = picture.rotate(-rest, Image.Resampling.BICUBIC, fillcolor=paper)
    return picture


def straightened(picture: "Image") -> tuple["Image", float]:
    """The grey picture with level lines, and by how many degrees it was turned for that."""
    scale = _SKEW_WIDTH / picture.width
    small = picture.resize((_SKEW_WIDTH, max(1, round(picture.height * scale))))
    coarse = max((step / 2 for step in range(-14, 15)), key=lambda angle: _levelness(small, angle))
    angle = max((coarse + step / 10 for step in range(-4, 5)), key=lambda one: _levelness(small, one))
    angle = round(angle, 1)
    if abs(angle) < _LEAST_SKEW or _levelness(small, angle) < _CLEARLY * _levelness(small, 0.0):
        return picture, 0.0
    return turned(picture, angle), angle


def _levelness(picture: "Image", angle: float) -> float:
    """How much rows of pixels differ from the next ones: level lines of print and gaps differ most."""
    rows = turned(picture, angle).resize((1, picture.height)).tobytes()
    return float(sum((a - b) ** 2 for a, b in itertools.pairwise(rows)))


def _evenly_lit(picture: "Image") -> "Image":
    """A photograph without its shadows: grey of the paper around each place becomes white."""
    from PIL import ImageFilter, ImageMath

    if min(picture.size) < _SAMPLE:
        return picture
    paper = picture.reduce(_SHADE).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    shades = list(itertools.accumulate(paper.histogram()))
    dark, light = (sum(one < part * shades[-1] for one in shades) for part in (0.1, 0.9))
    if light - dark < _UNEVEN:
        return picture
    paper = paper.point([max(grey, _DARKEST) for grey in range(256)]).resize(picture.size)

    def even(of: dict[str, Any]) -> Any:
        return of["convert"](of["min"](of["seen"] * 255 / of["paper"], 255), "L")

    lit: Image = ImageMath.lambda_eval(even, seen=picture, paper=paper)
    return lit


def _is_noisy(picture: "Image") -> bool:
    """Whether single pixels differ from their neighbours all over the page: print and paper do not."""
    from PIL import ImageChops, ImageFilter, ImageStat

    left, top = max(0, (picture.width - _SAMPLE) // 2), max(0, (picture.height - _SAMPLE) // 2)
    sample = picture.crop((left, top, min(picture.width, left + _SAMPLE), min(picture.height, top + _SAMPLE)))
    difference = ImageChops.difference(sample, sample.filter(ImageFilter.MedianFilter(3)))
    return float(ImageStat.Stat(difference).mean[0]) > _NOISY


def _sure(words: list[RecognisedWord]) -> int:
    """Letters in words that are likely to be right."""
    return sum(sum(map(str.isalnum, word.text)) for word in words if word.confidence >= _SURE)


def _upright(words: list[RecognisedWord]) -> bool:
    letters = sum(sum(map(str.isalnum, word.text)) for word in words)
    long = [word for word in words if len(word.text) > 3]
    if 2 * sum(word.height > word.width for word in long) > len(long):
        return False  # recognised all the same, but a person would turn the paper
    return _sure(words) >= max(_ENOUGH, _SURE_PART * letters)


def _page(words: list[RecognisedWord], size: tuple[int, int], turn: float) -> RecognisedPage:
    """The sure words as lines and paragraphs, mended, with their places in the text and in the picture."""
    raw = ""
    boxes: list[tuple[int, int, RecognisedWord]] = []  # start and end in `raw`
    doubtful = 0
    for line in _lines(words):
        kept = [word for word in line if word.confidence >= _LEAST_CONFIDENCE]
        doubtful += len(line) - len(kept)
        for at, (word, text) in enumerate(
            zip(kept, homoglyphs.unify_alphabets([word.text for word in kept]), strict=True)
        ):
            if raw:
                raw += " " if at else "\n\n" if line[0].paragraph else "\n"
            boxes.append((len(raw), len(raw) + len(text), word))
            raw += text
    cleaned = clean_with_origin(raw)
    if sum(map(str.isalnum, cleaned.text)) < 2:
        return RecognisedPage(turn=turn, doubtful=doubtful)
    placed = []
    at = 0
    for start, end, word in boxes:
        while at < len(cleaned.origin) and cleaned.origin[at] < start:
            at += 1
        first = at
        while at < len(cleaned.origin) and cleaned.origin[at] < end:
            at += 1
        if at > first:
            place = word.left / size[0], word.top / size[1], word.width / size[0], word.height / size[1]
            placed.append((first, at, *(round(part, 5) for part in place)))
    return RecognisedPage(cleaned.text, tuple(placed), turn, doubtful)


def _lines(words: list[RecognisedWord]) -> list[list[RecognisedWord]]:
    lines: list[list[RecognisedWord]] = []
    for word in words:
        if word.line or not lines:
            lines.append([])
        lines[-1].append(word)
    return lines
