"""Nothing that is linked or bundled carries a licence that would bind its users' own programs."""

import importlib.metadata
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Weak copyleft that leaves the rest free, or a choice that includes a permissive licence.
ALLOWED = {
    "pyside6-essentials": "LGPL-3.0, dynamically linked, its text and replaceable libraries ship",
    "shiboken6": "LGPL-3.0, as PySide6",
    "certifi": "MPL-2.0, unchanged",
    "tqdm": "MPL-2.0 and MIT, unchanged",
}
COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General", re.IGNORECASE)


def locked() -> list[str]:
    """Names of the packages that the application's lock installs."""
    text = (ROOT / "installer/locks/app.txt").read_text(encoding="utf-8")
    return [match.group(1) for match in re.finditer(r"^([a-z0-9][a-z0-9.-]*)==", text, re.MULTILINE)]


def test_no_copyleft_in_what_ships() -> None:
    found = {}
    for name in locked():
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # locked for another platform
        declared = " ".join(
            [metadata.get("License-Expression") or "", (metadata.get("License") or "")[:200]]
            + [line for line in metadata.get_all("Classifier") or [] if line.startswith("License")]
        )
        if COPYLEFT.search(declared) and name not in ALLOWED:
            found[name] = declared
    assert not found


def test_the_tuning_stack_is_not_in_the_application() -> None:
    names = set(locked())
    assert len(names) > 40
    assert not names & {"unsloth", "unsloth-zoo", "torch", "trl", "peft", "transformers"}
