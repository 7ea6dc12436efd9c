"""The list of parts for the window and for `bukvar licences`, as `installer.notices.window_list` wrote it."""

import json
from pathlib import Path
from typing import Any

from desktop.features.security.domain.licences import Component, LicenceText
from workers.contract.codes import Code, ProblemError

FILE = "components.json"


class LicenceService:
    """`resources` is the folder of the product's resources. Reads on the first question, then remembers."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._components: list[Component] = []

    def components(self) -> list[Component]:
        """All parts, with their texts; none where nobody has made the list (sources that were not set up).
        Raises FILE_UNREADABLE when it cannot be read."""
        if not self._components:
            self._components = self._read()
        return self._components

    def _read(self) -> list[Component]:
        file = self._resources / "licenses" / FILE
        if not file.is_file():
            return []
        try:
            return from_file(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(file)) from error


def from_file(untrusted: dict[str, Any]) -> list[Component]:
    """What the list's file holds. Raises `KeyError`, `TypeError`, `ValueError` when it is something else."""
    bodies = [str(body) for body in untrusted["texts"]]
    components = []
    for name, version, licence, inside, origin, note, texts in untrusted["parts"]:
        own = tuple(LicenceText(str(title), bodies[int(number)]) for title, number in texts)
        components.append(
            Component(str(name), str(version), str(licence), str(inside), str(origin), str(note), own)
        )
    return components
