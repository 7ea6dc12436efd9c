"""The list of parts for the window and for `bukvar licences`: the build's own, or read where it runs."""

import json
from pathlib import Path
from typing import Any

from desktop.features.security.domain.licences import Component, LicenceText
from desktop.features.security.services.licence_gather import gather, locked_names, standard_texts
from workers.contract.codes import Code, ProblemError

FILE = "components.json"


class LicenceService:
    """`resources` is the folder of the product's resources. Reads on the first question, then remembers."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._components: list[Component] = []

    def components(self) -> list[Component]:
        """All parts. Raises FILE_UNREADABLE when the list of a build cannot be read."""
        if not self._components:
            self._components = self._read()
        return self._components

    def texts(self, component: Component) -> tuple[LicenceText, ...]:
        """The texts that came with a part, or else the standard ones of its licences."""
        return component.texts or standard_texts(component.licence, self._resources)

    def _read(self) -> list[Component]:
        file = self._resources / "licenses" / FILE
        if not file.is_file():
            lock = self._resources.parent / "installer" / "locks" / "app.txt"
            return gather(locked_names(lock), self._resources) if lock.is_file() else []
        try:
            return from_file(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(file)) from error


def to_file(components: list[Component]) -> dict[str, Any]:
    """The list as JSON; a text that several parts share stands there once."""
    bodies: list[str] = []
    numbers: dict[str, int] = {}
    parts = []
    for part in components:
        texts = []
        for text in part.texts:
            if text.body not in numbers:
                numbers[text.body] = len(bodies)
                bodies.append(text.body)
            texts.append([text.title, numbers[text.body]])
        parts.append([part.name, part.version, part.licence, part.inside, part.origin, part.note, texts])
    return {"format": 1, "parts": parts, "texts": bodies}


def from_file(untrusted: dict[str, Any]) -> list[Component]:
    """What `to_file` wrote. Raises `KeyError`, `TypeError`, `ValueError` when it is something else."""
    bodies = [str(body) for body in untrusted["texts"]]
    components = []
    for name, version, licence, inside, origin, note, texts in untrusted["parts"]:
        own = tuple(LicenceText(str(title), bodies[int(number)]) for title, number in texts)
        components.append(
            Component(str(name), str(version), str(licence), str(inside), str(origin), str(note), own)
        )
    return components
