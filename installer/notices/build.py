"""`python -m installer notices [--python P] [--bundle FOLDER] [--out FOLDER]`: what is handed out.

Writes `bukvar.cdx.json` (CycloneDX), `NOTICES.txt` and `components.json` (for the window), and says what must
not be handed out; then the exit code is 1.
"""

import argparse
import sys
from pathlib import Path

from desktop.features.security.domain.licences import owners
from installer.notices.bundle import bundled_libraries, check_bundle, without_the_absent
from installer.notices.collecting import collect
from installer.notices.rules import forbidden
from installer.notices.window_list import write_list
from installer.notices.writing import unnamed_texts, write_notices, write_sbom
from installer.project import ROOT


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m installer notices", description=__doc__)
    parser.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="of the build's environment"
    )
    parser.add_argument("--bundle", type=Path, help="a finished build to look into")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "notices")
    given = parser.parse_args(arguments)
    components = collect(given.python)
    problems = []
    if given.bundle is not None:
        if not given.bundle.is_dir():
            parser.error(f"{given.bundle} is not a folder")
        components = without_the_absent(components, given.bundle) + bundled_libraries(given.bundle)
        problems = check_bundle(given.bundle)
    problems = forbidden(components) + problems
    given.out.mkdir(parents=True, exist_ok=True)
    write_sbom(components, given.out / "bukvar.cdx.json")
    write_notices(components, given.out / "NOTICES.txt")
    write_list(components, given.out / "components.json")
    print(f"{len(components)} parts, {len(owners(components))} of them on their own; written to {given.out}")
    for licence in unnamed_texts(components):
        print(f"no text of {licence} is here")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
