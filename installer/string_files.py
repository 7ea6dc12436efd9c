"""Reading and writing the .ts files (Qt Linguist's format, https://doc.qt.io/qt-6/linguist-ts-file-format.html)."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from workers.files import write_whole
from workers.text.language import KNOWN, SOURCE

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "i18n"

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One string. `forms` are its translations: one, or one for each plural form; empty = not yet."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What makes a string another one."""
        return (self.context, self.source, self.comment)


def read_entries(language: str) -> list[Entry]:
    """All strings of `bukvar_LANGUAGE.ts`; none when there is no such file."""
    file = FOLDER / f"bukvar_{language}.ts"
    if not file.exists():
        return []
    found = []
    # Our own file.
    for context in ElementTree.parse(file).iter("context"):  # nosec B314
        for message in context.iter("message"):
            translation = message.find("translation")
            plural = message.get("numerus") == "yes"
            forms: tuple[str, ...] = ()
            if translation is not None and translation.get("type") is None:
                texts = (form.text for form in translation.iter("numerusform"))
                forms = tuple(text or "" for text in (texts if plural else (translation.text,)))
            name = context.findtext("name", "")
            source = message.findtext("source", "")
            found.append(Entry(name, source, message.findtext("comment", ""), plural, forms))
    return found


def merge(found: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """`found`, each with the translation it already has."""
    forms = {(*entry.key, entry.plural): entry.forms for entry in known}
    return [replace(entry, forms=forms.get((*entry.key, entry.plural), ())) for entry in found]


def unfinished(language: str, entries: Iterable[Entry]) -> list[Entry]:
    """Strings without a translation, or without one of their plural forms."""

    def count(entry: Entry) -> int:
        return KNOWN[language].plural_forms if entry.plural else 1

    return [entry for entry in entries if len(entry.forms) != count(entry) or not all(entry.forms)]


def write_entries(language: str, entries: Iterable[Entry]) -> None:
    """Write `bukvar_LANGUAGE.ts`, sorted, so that a change of one string is a change of one place."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage=SOURCE)
    context = ElementTree.Element("context")
    name = ""
    for entry in sorted(entries, key=lambda entry: entry.key):
        if entry.context != name:
            name = entry.context
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = name
        context.append(_message(entry))
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode")
    written = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n'
    write_whole(FOLDER / f"bukvar_{language}.ts", written)


def _message(entry: Entry) -> ElementTree.Element:
    message = ElementTree.Element("message", {"numerus": "yes"} if entry.plural else {})
    ElementTree.SubElement(message, "source").text = entry.source
    if entry.comment:
        ElementTree.SubElement(message, "comment").text = entry.comment
    done = {} if entry.forms and all(entry.forms) else {"type": "unfinished"}
    translation = ElementTree.SubElement(message, "translation", done)
    if entry.plural:
        for form in entry.forms:
            ElementTree.SubElement(translation, "numerusform").text = form
    elif entry.forms:
        translation.text = entry.forms[0]
    return message
