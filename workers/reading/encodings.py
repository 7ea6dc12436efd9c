"""Which encoding a text file is in: UTF-8, UTF-16 with or without a mark, cp1251, koi8-r, cp866, others.

A single byte says nothing; pairs of letters do. A candidate's score is the share of its letter pairs that
are common in Russian, less what Russian does not do (capitals inside words, line-drawing between letters).
Short texts are named right by that; what is not Russian at all goes to charset-normalizer.
"""

import codecs
import re
import sys
from collections import Counter
from operator import add


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The 200 most frequent pairs of letters in Russian prose; they make up about 87 % of all pairs.
_COMMON = _words("""
    ст ко ен ни но то ра на ан ов ро по ре пр ер го ка ос ол ли те од ль ор та ле ны ал ет ва ак от не
    ел во ри ом ес ит он ск ти ла ме ог да ве ис ин ат ло де ем ки ия тв ой об че ие ми ас со ед за нн
    ил ар тр ав им ви ам ии до ди ть ся ма аз из ля пе ци тс бы бо сл се мо ых ик ьн ей же па ые ек ру
    кт ок ич вы сп ое чи ив вл ир нс ча нт их оп си ая ду ыл ев гр ий ег чт ую са ры ги ож дн ют му ым
    ад ае ку га тн бр вр ты оз вн ач хо су ту ще сс нд ше це ид бе ый кр ап ио дл жд зо зн рс жи уп ее
    уд эт ши сн сь аб уч св рн лю гл ах ну иг рт пи ур ут кл ус ят мп аю ьс зв ун чн щи ац ез лу ге ыв
    ке дж дс
""")
_COMMON_UNITS = frozenset(int.from_bytes(pair.encode("cp1251"), sys.byteorder) for pair in _COMMON)
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
# Candidates beyond the three that Russian files really come in must be clearly better.
_HANDICAP = {"iso8859-5": 0.1, "mac-cyrillic": 0.15}
_PRINT = "«»“”„‘’–—…•€£§°№©®™±²³µ·\u00a0"
_SAMPLE = 60_000
_ENOUGH = 10  # Russian letters that vouch for a line
_LETTER = re.compile("[а-яё]", re.IGNORECASE)
_CERTAIN = 0.7
_CLEARLY = 0.75  # the score of a whole text in which no line is looked at
_RUSSIAN = 0.5  # the score of text that is Russian for sure; that of spoilt text is below 0.3
# What reads were wrong, and what was right: seen in files that went through two programs.
_SPOILT = tuple(
    (wrong, right)
    for right in ("utf-8", "cp1251", "koi8-r", "cp866")
    for wrong in ("cp1251", "cp1252", "latin-1", "koi8-r", "cp866", "mac-cyrillic")
    if wrong != right
)
_TIMES = 3  # that a text may have gone through programs which read it wrongly
_Way = tuple[tuple[str, str], ...]  # (what it was read in, what it was), the last reading first
# Letters and signs side by side that UTF-8 shows when it is read byte by byte.
_STRANGE = re.compile(
    # The first letter stands alone, so that the search leaps from one to the next.
    "[ÐÑРС](?:(?<=[ÐÑ])[\x80-\xff\u0152-\u02dc\u2013-\u2122][ÐÑ][\x80-\xff\u0152-\u02dc\u2013-\u2122]"
    "|(?:(?<=[РС])[\u00a0-\u00bf\u0402-\u040f\u0451-\u045f\u2013-\u2122]|(?<=Р) [ВС])"
    "(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0451-\u045f\u2013-\u2122]|Р [ВС]))"
)
# Words of which a program that knew no Russian has left the length.
_LOST = re.compile(r"\?{3,} \?{3,} ")
_LEAST_COMMON = 0.25  # of the pairs of letters; Russian has 87 %
_SLICE = 500  # characters
_GLUED = re.compile(r"(?<!\w)[†‡„‹‰€ЂЃЉЊЌЋЏ’—][а-яё]{2}")
_TURKISH, _NORTHERN = frozenset("ðþýÐÞÝ"), frozenset("áíóúéæÁÍÓÚÉÆ")
_PAIR = re.compile(r"(?=([а-яё]{2}))", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"[а-яё][А-ЯЁ]")
# Bytes are counted by taking them out: a loop over the letters of a small file costs more than all else.
_LETTERS_AND_SIGNS = "".join(map(chr, range(ord("А"), ord("я") + 1))).encode("cp1251") + "ёЁ№«»—–".encode(
    "cp1251"
)
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\r\f\x1a\x1b")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of `data`; a byte that its encoding does not have becomes U+FFFD. Russian that somebody had
    read in a wrong encoding and saved so is mended."""
    return remove_mojibake(decode_as_it_is(data))


def decode_as_it_is(data: bytes) -> str:
    """The same with nothing mended: enough for whoever looks for ASCII."""
    name = detect(data)
    unit = 4 if name.startswith("utf-32") else 2 if name.startswith("utf-16") else 1
    # A line end that a program of single bytes has added is no letter.
    return data[: len(data) // unit * unit].decode(name, errors="replace")


def remove_mojibake(text: str) -> str:
    """Russian text of which a wrong encoding made other letters, as it was: line by line, for one letter of a
    thread may be spoilt and the next not. Everything else stays as it is."""
    if text.isascii() or (russian(text[:_SAMPLE]) > _CLEARLY and not _STRANGE.search(text)):
        return text
    mended = [_decoded_again(line) for line in text.splitlines(keepends=True)]
    ways = Counter(way for _, way in mended if way is not None)
    # What most lines went through, short ones did as well: the names of columns.
    usual = ways.most_common(1)[0][0] if ways else None
    return "".join(line if way or usual is None else _again(line, usual) for line, way in mended)


def unreadable(text: str) -> bool:
    """Whether a text has letters that no language puts together so: what was spoilt beyond mending."""
    high = _beyond_ascii(text)
    spoilt = text.count("\ufffd") + len(_STRANGE.findall(text))
    if "??? ???" in text:
        spoilt += 3 * len(_LOST.findall(text))
    return spoilt * 10 > max(10, high) or (high > 20 and _spoilt_russian(text))


def detect(data: bytes) -> str:
    """The name of the encoding, as Python knows it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    wide = _utf16(data)
    if wide:
        return wide
    if _is_utf8(data):
        return "utf-8"
    sample = _sample(data)
    scores = {name: _score(sample.decode(name, "replace")) - _HANDICAP.get(name, 0) for name in _SINGLE_BYTE}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0.25:
        return best
    return _other(sample) or best


def is_text(data: bytes) -> bool:
    """Whether the beginning of a file can be text at all (no control bytes, or UTF-16)."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf16(data):
        return True
    data = data.strip(b"\0")  # the empty part of a register
    controls = _how_many(data, _CONTROLS)
    # Registers and terminals leave single NULs in their texts; a program's file is full of them.
    return controls <= max(2, len(data) // 200) and data.count(0) <= len(data) // 10


def russian(text: str) -> float:
    """-1 … 1: how much the letters of a text that are not ASCII look like Russian; 0 where there are none."""
    return _score(text)


def _again(line: str, way: _Way) -> str:
    """A line that says too little for itself, mended as others were if that makes Russian of it."""
    if line.isascii() or _score(line) > _RUSSIAN:
        return line
    other = _read_again(line, way)
    return other if _LETTER.search(other) and _score(other) > _RUSSIAN else line


def _read_again(line: str, way: _Way) -> str:
    """The line with wrong readings undone, as it was where that cannot be."""
    other = line
    try:
        for wrong, right in way:
            other = other.encode(wrong).decode(right)
    except UnicodeError:
        return line
    return other


def _decoded_again(line: str, times: int = _TIMES) -> tuple[str, _Way | None]:
    """The line as it was, and what was read wrongly up to so many times; None when nothing was mended."""
    way: _Way | None = None
    if line.isascii():
        return line, way
    if len(line) > _SAMPLE:  # its beginning says for all of it
        way = _decoded_again(line[:_SAMPLE])[1]
        return (_read_again(line, way), way) if way is not None else (line, None)
    best, text = _score(line), line
    strange = sum(map(len, _STRANGE.findall(line)))
    if strange * 3 > _beyond_ascii(line):
        best = 0.0  # "РџСЂРё": each second letter is Russian, and none of it
    elif best > _RUSSIAN:
        return line, way
    for wrong, right in _SPOILT:
        try:
            other = line.encode(wrong).decode(right)
        except UnicodeError:
            continue
        deeper: _Way | None = None
        if right == "utf-8" and times > 1:  # that it can be read so is no chance
            other, deeper = _decoded_again(other, times - 1)
        score = _score(other)
        # A few letters say nothing: the sign of a unit, a drawn line.
        if len(_LETTER.findall(other)) >= _ENOUGH and score > max(best + 0.2, _CERTAIN):
            best, text, way = score, other, ((wrong, right), *(deeper or ()))
    return text, way


def _even(data: bytes) -> bytes:
    return data[: len(data) // 2 * 2]


def _spoilt_russian(text: str) -> bool:
    """Cyrillic letters in an order that is not Russian, many of them."""
    small = text.lower()
    common = 0
    for begin in range(0, len(small), 2 * _SLICE):
        units = _even(small[begin : begin + 2 * _SLICE].encode("cp1251", "replace"))
        common += 2 * sum(map(_COMMON_UNITS.__contains__, memoryview(units).cast("H")))
        if common >= len(small) * _LEAST_COMMON:  # of each second pair already: so does the usual text
            return False
    common = 0
    for begin in range(0, len(small), _SLICE):
        piece = small[begin : begin + _SLICE + 1]
        common += sum(map(_COMMON.__contains__, map(add, piece, piece[1:])))
        if common >= len(small) * _LEAST_COMMON:  # the rest cannot change it
            return False
    pairs = len(_PAIR.findall(small))
    return pairs > 20 and common < pairs * _LEAST_COMMON


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # One damaged place in a long text that is UTF-8 otherwise.
        if error.start >= len(data) - 3:
            return True
        text = data[:_SAMPLE].decode("utf-8", "replace")
        high = _beyond_ascii(text)
        return high > 40 and text.count("\ufffd") * 50 < high
    return True


def _utf16(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: in Russian and Latin text the high byte of a unit is 0 or 4."""
    if len(data) < 4:
        return ""
    sample = data[: min(len(data), 4000) // 4 * 4]
    for name, high, low in (
        ("utf-32-le", sample[2::4] + sample[3::4], sample[1::4]),
        ("utf-32-be", sample[::4] + sample[1::4], sample[2::4]),
    ):
        rare = len(low) - _how_many(low, b"\0\x04\x20")
        if len(sample) >= 16 and sample.strip(b"\0") and not high.strip(b"\0") and not rare:
            return name
    sample = data[: min(len(data), 4000) // 2 * 2]
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        usual = _how_many(high, b"\0\x04\x20")
        if usual >= len(high) * 0.95 and _how_many(low, b"\0\x04") < len(low) * 0.2:
            return name
    return ""


def _how_many(data: bytes, wanted: bytes) -> int:
    """How many bytes of `data` are one of `wanted`."""
    return len(data) - len(data.translate(None, wanted))


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _sample(data: bytes) -> bytes:
    """Up to `_SAMPLE` bytes, from the places that are not ASCII."""
    if len(data) <= _SAMPLE:
        return data
    first = next((index for index, byte in enumerate(data[:5_000_000]) if byte > 127), 0)
    start = max(0, first - 100)
    return data[start : start + _SAMPLE]


def _score(text: str) -> float:
    """-1 … 1: how much the text looks like Russian."""
    high = _beyond_ascii(text)
    if not high:
        return 0.0
    pairs: list[str] = _PAIR.findall(text)
    russian = _how_many(text.encode("cp1251", "ignore"), _LETTERS_AND_SIGNS)
    often = Counter(pairs).items()
    common = sum(times for pair, times in often if pair.lower() in _COMMON) / len(pairs) if pairs else 0.0
    mixed = len(_INNER_CAPITAL.findall(text)) / max(1, len(pairs))
    # "†урнал": a sign in the place of a capital letter, as cp1251 shows the capitals of other code pages.
    mixed += len(_GLUED.findall(text)) / max(1, len(pairs))
    # "пРИВЕТ": a small letter before a capital one at a word's beginning is koi8-r seen as cp1251.
    return common * russian / high - 2 * mixed - (1 - russian / high)


def _lonely(text: str) -> bool:
    """Accented letters stand among plain ones, Russian letters among their like."""
    high = len(re.findall(r"[^\x00-\x7f]", text))
    return len(re.findall(r"[^\x00-\x7f]{3,}", text)) * 4 < high


def _other(sample: bytes) -> str:
    """The encoding of a text that is not Russian: Western European where it can be that, else what
    charset-normalizer makes of it, "" when nothing."""
    western = sample.decode("cp1252", "replace")
    high = [char for char in western if char > "\x7f"]
    if sum(char.isalpha() or char in _PRINT for char in high) == len(high) and _lonely(western):
        # Turkish has letters where Western Europe has those of Iceland, whose vowels it does not have.
        return "cp1254" if _TURKISH & set(high) and not _NORTHERN & set(high) else "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(
        sample, cp_isolation=["cp1251", "koi8_r", "cp866", "cp1252", "cp1250", "cp1254"]
    ).best()
    return best.encoding if best is not None else ""
