"""`python -m installer parts`: write what the window and `bukvar licences` show of Bukvar's parts.

`./run` and `./test` call it where the file is older than what it is made of; a build writes its own.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.features.security.domain.licences import Component
from installer.notices.gathering import gather, locked_names, standard_texts
from installer.project import ROOT
from workers.files import write_whole

FILE = ROOT / "resources" / "licenses" / "components.json"
_LOCK = ROOT / "installer" / "locks" / "app.txt"


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m installer parts", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE)
    make(parser.parse_args(arguments).out)
    return 0


def make(file: Path = FILE) -> None:
    """Write the list of this interpreter's environment."""
    write_list(gather(locked_names(_LOCK), ROOT / "resources"), file)


def write_list(components: list[Component], path: Path) -> None:
    """Write the list; a part that came without texts gets the standard ones of its licences. Whoever reads
    meanwhile sees the old file or the new one."""
    write_whole(path, json.dumps(to_file(with_texts(components)), ensure_ascii=False))


def with_texts(components: list[Component]) -> list[Component]:
    """Each with the texts of its licences."""
    return [
        part if part.texts else replace(part, texts=standard_texts(part.licence, ROOT / "resources"))
        for part in components
    ]


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
