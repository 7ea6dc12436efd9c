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
    when at least one letter in `one_in` is one of them. `plural_forms`: how many a counted text has in its
    translation; `stemmer`: Snowball's name of it."""

    letters: str
    plural_forms: int
    stemmer: str
    one_in: int = 2


RUSSIAN: Final = "ru"
ENGLISH: Final = "en"


# The first one whose share of letters is reached. A Russian text names things in Latin letters, an English
# one hardly anything in Cyrillic ones: so a third is enough for Russian.
KNOWN: Final[dict[str, Language]] = {
    RUSSIAN: Language("[а-яё]", 3, "russian", one_in=3),
    ENGLISH: Language("[a-z]", 2, "english"),
}
LANGUAGES: Final[tuple[str, ...]] = tuple(KNOWN)
# Of a text that tells nothing: a number, a formula.
DEFAULT: Final = RUSSIAN
# The language of the sources of the window's strings, spoken where a translation is missing.
SOURCE: Final = ENGLISH

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"«[^«»]{1,300}»|[“„][^“”„]{1,300}[“”]|\"[^\"\n]{1,300}\"")
# So many words with capitals alone, in Latin letters, are a name: "Service Agreement", "1С:ERP", "Excel".
_NAME = 3


def language_of(text: str, default: str = DEFAULT) -> str:
    """The language of a question or a longer text; `default` where it tells nothing: without letters, or for
    a bare name in Latin letters, which people of any language write so.

    Ordinary words decide, which are those in lower case outside quotation marks: a question keeps its
    language whatever it names or quotes."""
    words = _WORD.findall(_QUOTED.sub(" ", text)) or _WORD.findall(text)
    ordinary = [word for word in words if word.islower()]
    letters = "".join(ordinary or words).lower()
    counts = {code: len(re.findall(one.letters, letters)) for code, one in KNOWN.items()}
    total = sum(counts.values())
    if not total:
        return default
    enough = (code for code, count in counts.items() if count and count * KNOWN[code].one_in >= total)
    found = next(enough, max(counts, key=lambda code: counts[code]))
    return default if found == SOURCE and not ordinary and len(words) <= _NAME else found


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
