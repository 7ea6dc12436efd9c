"""Numbers as word processors and browsers print them before items: 3, c, iii, «в», 03."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word leaves out the letters that look like others or stand for no sound.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


def roman(number: int) -> str:
    """Small Roman digits; decimal ones for what they cannot write (below 1, above 3999)."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, digits in _ROMAN:
        while number >= value:
            written, number = written + digits, number - value
    return written


def letters(number: int, *, russian: bool = False) -> str:
    """Small letters: 1 → "a", 27 → "aa", 53 → "aaa", as ECMA-376 has it; decimal digits below 1."""
    alphabet = _RUSSIAN if russian else _LATIN
    if number < 1:
        return str(number)
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * min(times + 1, 30)


def shown(number: int, form: str) -> str:
    """A number in a form of WordprocessingML (`w:numFmt`); decimal for forms that are not known, "" for
    bullets and none."""
    match form:
        case "bullet" | "none":
            return ""
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "lowerLetter":
            return letters(number)
        case "upperLetter":
            return letters(number).upper()
        case "russianLower":
            return letters(number, russian=True)
        case "russianUpper":
            return letters(number, russian=True).upper()
        case "decimalZero":
            return f"{number:02d}"
    return str(number)
