"""Words that are written so that a rule does not see them and a model does: letters of another alphabet among
one's own, letters apart, Russian in Latin letters."""

import re

# Latin letters that look like Russian ones, and the ones that they look like.
_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")
_TO_LATIN = str.maketrans("АВСЕНКМОРТХУасеорхук", "ABCEHKMOPTXYaceopxyk")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])[A-Za-zА-Яа-яЁё]{3,}\b")
_TURN_OF_ALPHABET = re.compile(r"[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
# «о т в е ч а й»: six letters and more, each by itself.
_APART = re.compile(r"(?<!\w)(?:[^\W\d_][ \u00a0]+){5,}[^\W\d_](?!\w)")
# Of Russian in Latin letters, the longer ones first.
_SOUNDS = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("x", "кс"), ("'", "ь"),
    *zip("abvwgdezijklmnoprstufhcyq", "абввгдезийклмнопрстуфхцык", strict=True),
)  # fmt: skip
_SOUND = re.compile("|".join(re.escape(one) for one, _ in _SOUNDS))
_AFTER_VOWEL = re.compile(r"(?<=[aeiouy])[yi](?![aeiou])")
# Words that Russian in Latin letters holds and English does not: a text without them is not spelled anew.
LATIN_SIGNS = (
    "otvech", "otvet", "vopros", "ukazan", "instrukci", "instruktsi", "neyroset", "neiroset", "nejroset",
    "ignorir", "skazhi", "napishi", "govori", "soobshch", "soobsch", "assistent", "zabud",
)  # fmt: skip


def own_letters(text: str) -> str:
    """The text with words of two alphabets in the one that most of their letters are of; offsets stay."""
    return _MIXED.sub(_of_one, text)


def _of_one(match: re.Match[str]) -> str:
    word = match.group()
    russian = len(_CYRILLIC.findall(word)) >= len(_LATIN.findall(word))
    changed = word.translate(_ALIKE if russian else _TO_LATIN)
    return word if _MIXED.fullmatch(changed) else changed


def mixes(text: str) -> bool:
    """Whether a word has letters of two alphabets."""
    return bool(_TURN_OF_ALPHABET.search(text))


def apart(text: str) -> list[tuple[int, int]]:
    """Where letters of words stand apart, half-open."""
    return [match.span() for match in _APART.finditer(text)]


def is_apart(text: str) -> bool:
    """Whether letters of a word stand apart."""
    return bool(_APART.search(text))


def together(text: str) -> str:
    """The text with letters that stand apart put together: words run into each other where no sign parts
    them."""
    return re.sub(r" (?=[,.;:!?])", "", _APART.sub(lambda match: re.sub(r"\s", "", match.group()), text))


def in_russian_letters(text: str) -> str:
    """Russian that is written in Latin letters in its own; "" for a text that does not look like it."""
    low = text.lower()
    if not any(sign in low for sign in LATIN_SIGNS) or _CYRILLIC.search(low):
        return ""
    sounds = dict(_SOUNDS)
    low = _AFTER_VOWEL.sub("й", low)
    return _SOUND.sub(lambda match: sounds[match.group()], low)
