"""The languages that the product knows, and in which of them a text is written. Standard library only.

A further language is an entry of `KNOWN` (with its stemmer), `resources/i18n/bukvar_<code>.ts` and a folder
of `resources/prompts`; nothing else lists languages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """`letters`: those that tell it, a class of a regular expression in lower case. A text is in the language
    when at least one letter in `one_in` is one of them, or one in `_OPENED` and its first word is one of
    `openers`. `plural_forms`: how many a counted text has in its translation; `stemmer`: Snowball's name."""

    letters: str
    plural_forms: int
    stemmer: str
    one_in: int = 2
    openers: frozenset[str] = frozenset()


RUSSIAN: Final = "ru"
ENGLISH: Final = "en"
_ENGLISH_OPENERS = (
    "what", "who", "whom", "whose", "which", "when", "where", "why", "how", "is", "are", "was", "were", "do",
    "does", "did", "can", "could", "should", "would", "must", "may", "will", "please", "tell", "explain",
    "describe",
)  # fmt: skip
# The first one whose share of letters is reached. A Russian text names things in Latin letters: so a third is
# enough for Russian, unless the text begins as an English question does.
KNOWN: Final[dict[str, Language]] = {
    RUSSIAN: Language("[а-яё]", 3, "russian", one_in=3),
    ENGLISH: Language("[a-z]", 2, "english", openers=frozenset(_ENGLISH_OPENERS)),
}
LANGUAGES: Final[tuple[str, ...]] = tuple(KNOWN)
# Of a text that tells nothing: a number, a formula.
DEFAULT: Final = RUSSIAN
# The language of the sources of the window's strings, spoken where a translation is missing.
SOURCE: Final = ENGLISH

# Where the first word opens a question of a language, one letter in so many is enough.
_OPENED = 10
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"«[^«»]{1,300}»|[“„][^“”„]{1,300}[“”]|\"[^\"\n]{1,300}\"")
_LATIN = re.compile(KNOWN[SOURCE].letters, re.I)
# So many words with capitals alone, in Latin letters, are a name: "Service Agreement", "1С:ERP", "Excel".
_NAME = 3


def language_of(text: str, default: str = DEFAULT) -> str:
    """The language of a question or a longer text; `default` where it tells nothing: without letters, or for
    a bare name in Latin letters, which people of any language write so.

    Ordinary words decide, which are those in lower case outside quotation marks, and the first one: a
    question keeps its language whatever it names or quotes."""
    words = _WORD.findall(_QUOTED.sub(" ", text)) or _WORD.findall(text)
    if not words:
        return default
    first = words[0]
    opened = "" if first.isupper() else _opened(first.lower())
    ordinary = [word for word in words[1:] if word.islower()]
    if opened or first.islower() or not (first.isupper() or _LATIN.match(first)):
        ordinary.append(first)
    letters = "".join(ordinary or words).lower()
    counts = {code: len(re.findall(one.letters, letters)) for code, one in KNOWN.items()}
    total = sum(counts.values())
    if not total:
        return default
    if opened and counts[opened] * _OPENED >= total:
        return opened
    enough = (code for code, count in counts.items() if count and count * KNOWN[code].one_in >= total)
    found = next(enough, max(counts, key=lambda code: counts[code]))
    return default if found == SOURCE and not ordinary and len(words) <= _NAME else found


def _opened(word: str) -> str:
    return next((code for code, one in KNOWN.items() if word in one.openers), "")


def differ(first: str, second: str) -> bool:
    """Whether two texts are in different languages; False when one of them tells none."""
    one, other = language_of(first, ""), language_of(second, "")
    return bool(one and other) and one != other


def most_used(languages: Iterable[str]) -> str:
    """The commonest of the languages of some texts ("" = unknown), the first of the list among equals."""
    counts = Counter(language or DEFAULT for language in languages)
    return max(LANGUAGES, key=lambda language: counts[language])


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in that of the sources, else any; "" where there is none."""
    return texts.get(language) or texts.get(SOURCE) or next(iter(texts.values()), "")


def file_in_language(folder: Path, name: str, language: str) -> Path:
    """The file whose `name` holds the code of a language ("tuning_{}.md"), else that of the sources."""
    own = folder / name.format(language)
    return own if own.is_file() else folder / name.format(SOURCE)
