"""Reads from an environment what Bukvar is built of there: packages, what they bring along, licence texts.

Also run by another interpreter (`-c "…; main()"`): it needs the standard library and this repository alone.
What the packages say of themselves is compared with what was read when their licences were looked at
(`resources/licenses/known.toml`): where it differs, the licence counts as unknown until a person has looked.
"""

import json
import platform
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from desktop.features.security.domain.licences import Component, LicenceText, licence_ids
from desktop.version import bukvar_version
from workers.contract.codec import to_json

_NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
_NO_TEXT = (".py", ".pyc", ".pyi", ".json", ".so", ".dll", ".pyd")


def locked_names(lock: Path) -> list[str]:
    """Names of the packages that a lock pins."""
    return _NAME.findall(lock.read_text(encoding="utf-8"))


def known_parts(resources: Path) -> dict[str, Any]:
    """`licenses/known.toml`: what people have found out about licences."""
    return tomllib.loads((resources / "licenses" / "known.toml").read_text(encoding="utf-8"))


def standard_texts(expression: str, resources: Path) -> tuple[LicenceText, ...]:
    """The standard texts of the licences in an expression, as far as they are here."""
    texts = []
    for licence in licence_ids(expression):
        plain = re.sub(r"-(only|or-later)$", "", licence)
        for file in (resources / "licenses/texts" / f"{plain}.txt", resources / "licenses" / f"{plain}.txt"):
            if file.is_file():
                texts.append(LicenceText(licence, file.read_text(encoding="utf-8")))
                break
    return tuple(texts)


def gather(names: Iterable[str], resources: Path) -> list[Component]:
    """Bukvar, Python, and of `names` what is installed here, with all that these bring along. A package
    that is not installed here (locked for another system) is left out."""
    known = known_parts(resources)
    components = [
        Component("Bukvar", bukvar_version(), "Apache-2.0", texts=standard_texts("Apache-2.0", resources)),
        Component(
            "Python",
            platform.python_version(),
            "PSF-2.0",
            origin="https://www.python.org",
            texts=standard_texts("PSF-2.0 Python-2.0", resources),
        ),
    ]
    for name in names:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        components.extend(_package(found, known, resources))
    packages = {component.name for component in components}
    components.extend(
        named_part(part, resources)
        for part in known["parts"]
        if part.get("inside") and part["inside"] in packages | {"Bukvar"}
    )
    return components


def named_part(part: dict[str, Any], resources: Path, version: str = "") -> Component:
    """A part as `known.toml` describes it."""
    licence = part["licence"]
    return Component(
        part["name"],
        version or part.get("version", ""),
        licence,
        part.get("inside", ""),
        part.get("origin", ""),
        part.get("note", ""),
        tuple(
            LicenceText(name, (resources / "licenses" / name).read_text(encoding="utf-8"))
            for name in part.get("texts", ())
        )
        or standard_texts(licence, resources),
    )


def _package(found: Distribution, known: dict[str, Any], resources: Path) -> Iterator[Component]:
    name = found.metadata["Name"]
    looked_at = known["packages"].get(name, {})
    declared = declared_licence(found)
    if "licence" in looked_at:
        licence = looked_at["licence"] if looked_at["declared"] == declared else ""
    else:
        licence = _said(found, "License-Expression")
    texts = tuple(_own_texts(found)) or standard_texts(licence, resources)
    note = looked_at.get("note", "")
    yield Component(name, found.version, licence, "", _origin(found), note, texts)
    without = set(looked_at.get("without", ()))
    seen = set()
    for part in _brought_along(found, licence, known["brought"]):
        key = (part.name, part.version)
        if part.name not in without and key not in seen:
            seen.add(key)
            yield part


def _said(found: Distribution, field: str) -> str:
    return str(found.metadata[field]) if field in found.metadata else ""


def declared_licence(found: Distribution) -> str:
    """What a package says of its own licence, in one line."""
    expression = _said(found, "License-Expression")
    if expression:
        return expression
    words = " ".join(_said(found, "License").split())[:60]
    kinds = [
        line.split("::")[-1].strip()
        for line in found.metadata.get_all("Classifier") or []
        if "License ::" in line
    ]
    return "; ".join([words, *kinds] if words else kinds)


def _origin(found: Distribution) -> str:
    links = dict(line.split(", ", 1) for line in found.metadata.get_all("Project-URL") or [] if ", " in line)
    for name in ("Source", "Source Code", "Repository", "repository", "GitHub", "Homepage", "homepage"):
        if name in links:
            return str(links[name])
    return _said(found, "Home-page") or next(iter(links.values()), "")


def _own_texts(found: Distribution) -> Iterator[LicenceText]:
    """Licence files that came with the package, each body once."""
    seen = set()
    for file in found.files or ():
        place = str(file)
        inside = ".dist-info/" in place and "/licenses/" in place
        if not (inside or _TEXT.search(file.name)) or file.suffix in _NO_TEXT or "/sboms/" in place:
            continue
        path = Path(str(file.locate()))
        if not path.is_file():
            continue
        body = path.read_text(encoding="utf-8", errors="replace")
        if body.strip() and body not in seen:
            seen.add(body)
            yield LicenceText(re.sub(r"^[^/]+\.dist-info/(licenses/)?", "", place), body)


def _brought_along(found: Distribution, licence: str, named: dict[str, str]) -> Iterator[Component]:
    """What the package's own CycloneDX lists name: libraries compiled or copied into it. `named`: licences of
    what they name without one."""
    for file in found.files or ():
        if "/sboms/" not in str(file) or file.suffix != ".json":
            continue
        untrusted = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
        for part in untrusted.get("components", ()):
            name, purl = str(part.get("name", "")), str(part.get("purl", ""))
            own = name.casefold() == found.metadata["Name"].casefold()
            if own or name.startswith("PIL.") or part.get("scope") == "excluded":
                continue
            # A crate of the package's own tree stands under the package's licence.
            fallback = licence if "download_url=file:" in purl else named.get(name, "")
            yield Component(
                name, str(part.get("version", "")), _joined(part) or fallback, found.metadata["Name"], purl
            )


def _joined(part: dict[str, Any]) -> str:
    """The licences of one entry as an SPDX expression."""
    words = []
    for entry in part.get("licenses") or ():
        licence = entry.get("license", {})
        words.append(str(entry.get("expression") or licence.get("id") or licence.get("name") or ""))
    if len(words) > 1:
        return " AND ".join(f"({word})" if " " in word else word for word in words)
    return " ".join(words[0].split()) if words else ""


def main() -> None:
    """Write the list as JSON: arguments are a lock and the folder of resources."""
    components = gather(locked_names(Path(sys.argv[1])), Path(sys.argv[2]))
    sys.stdout.write(json.dumps(to_json(components), ensure_ascii=True))
