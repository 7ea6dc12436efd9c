"""What Bukvar is built of, and under which licences each part is used."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_JOINTS = {"AND", "OR", "WITH"}


@dataclass(frozen=True, slots=True)
class LicenceText:
    """One text as it came with the part; `title` is the file's name or the licence's."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Component:
    """A package, library or set of data that is handed out with Bukvar.

    `licence` is an SPDX expression, "" when it is not known. `inside` names the package that brings the part
    along, "" for what stands on its own. `origin` is where its source is, `note` what its users should know.
    """

    name: str
    version: str
    licence: str
    inside: str = ""
    origin: str = ""
    note: str = ""
    texts: tuple[LicenceText, ...] = ()


def licence_ids(expression: str) -> list[str]:
    """The licences and exceptions that an SPDX expression names, each once, in its order."""
    words = (word for word in _WORD.findall(expression) if word not in _JOINTS)
    return list(dict.fromkeys(words))


def parts_of(component: Component, components: list[Component]) -> list[Component]:
    """What a package brings along."""
    return [part for part in components if part.inside and part.inside == component.name]


def owners(components: list[Component]) -> list[Component]:
    """What stands on its own, by name; what nobody of these brings along counts too."""
    names = {component.name for component in components if not component.inside}
    alone = [part for part in components if part.inside not in names]
    return sorted(alone, key=lambda part: part.name.casefold())
