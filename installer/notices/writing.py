"""Writes the list of parts: as CycloneDX for programs, as a text for people."""

from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from desktop.features.security.domain.licences import Component, licence_ids, owners, parts_of
from installer.notices.bundle import bundled_libraries, check_bundle, without_the_absent
from installer.notices.collecting import RESOURCES, collect
from installer.notices.gathering import standard_texts
from installer.notices.rules import forbidden
from installer.notices.window_list import write_list

_LINE = "=" * 78


def describe(python: Path, folder: Path, out: Path, resources: Path | None = None) -> list[str]:
    """Everything about a finished build `folder`, made from the environment of `python`: writes
    `bukvar.cdx.json` and `NOTICES.txt` into `out`, the window's list into the build's `resources`, and
    returns what must not be handed out (empty when all is well)."""
    version = (folder / "VERSION").read_text(encoding="utf-8").strip()
    own = without_the_absent(collect(python, version=version), folder)
    components = [*own, *bundled_libraries(folder)]
    out.mkdir(parents=True, exist_ok=True)
    write_sbom(components, out / "bukvar.cdx.json")
    write_notices(components, out / "NOTICES.txt")
    if resources is not None:
        write_list(components, resources / "licenses" / "components.json")
    return forbidden(components) + check_bundle(folder)


def write_sbom(components: list[Component], path: Path) -> None:
    """Write a CycloneDX 1.6 list; raises `SystemExit` when it does not fit the schema of that format."""
    bom = Bom()
    licences = LicenseFactory()
    owner_of: dict[str, Entry] = {}
    entries = []
    for index, part in enumerate(components):
        entry = _entry(part, f"{index}:{part.name}", licences)
        entries.append(entry)
        if not part.inside:
            owner_of.setdefault(part.name, entry)
    bom.metadata.component = owner_of.get("Bukvar")
    depends: dict[str, list[Entry]] = {}
    for part, entry in zip(components, entries, strict=True):
        if entry is not bom.metadata.component:
            bom.components.add(entry)
            depends.setdefault(part.inside or "Bukvar", []).append(entry)
    for name, parts in depends.items():
        if name in owner_of:
            bom.register_dependency(owner_of[name], parts)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise SystemExit(f"{path.name} does not fit CycloneDX 1.6: {wrong}")
    path.write_text(text, encoding="utf-8")


def _entry(part: Component, reference: str, licences: LicenseFactory) -> Entry:
    entry = Entry(
        name=part.name,
        version=part.version or None,
        bom_ref=reference,
        type=ComponentType.APPLICATION if part.name == "Bukvar" else ComponentType.LIBRARY,
        purl=_purl(part),
        licenses=[licences.make_from_string(part.licence)] if part.licence else [],
        description=part.note or None,
        properties=[Property(name="bukvar:inside", value=part.inside)] if part.inside else [],
    )
    if part.origin.startswith("http"):
        site = ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.origin))
        entry.external_references.add(site)
    return entry


def _purl(part: Component) -> PackageURL | None:
    if part.origin.startswith("pkg:"):
        return PackageURL.from_string(part.origin)
    if part.inside or not part.version or part.name in ("Bukvar", "Python"):
        return None
    return PackageURL("pypi", None, part.name.replace("_", "-").lower(), part.version)


def write_notices(components: list[Component], path: Path) -> None:
    """Write the text for people: every part with its licence, then all texts, each once."""
    lines = ["What Bukvar is built on", "", "Each part keeps its own licence; the texts follow the list.", ""]
    texts: dict[str, list[str]] = {}
    for owner in owners(components):
        lines += ["", f"{owner.name} {owner.version}".strip(), f"    {owner.licence or 'unknown'}"]
        lines += [f"    {line}" for line in (owner.note, owner.origin) if line]
        for part in parts_of(owner, components):
            lines.append(f"    holds {part.name} {part.version}".rstrip() + f": {part.licence or 'unknown'}")
    for part in components:
        given = part.texts or (standard_texts(part.licence, RESOURCES) if part.licence else ())
        for text in given:
            whose = part.name if part.texts else text.title
            names = texts.setdefault(text.body.strip(), [])
            if (title := f"{whose}: {text.title}" if whose != text.title else whose) not in names:
                names.append(title)
    for body, titles in texts.items():
        lines += ["", _LINE, *titles, _LINE, "", body, ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def unnamed_texts(components: list[Component]) -> list[str]:
    """Licences that some part names and for which no text is here."""
    missing = set()
    for part in components:
        if part.texts:
            continue
        here = {text.title for text in standard_texts(part.licence, RESOURCES)}
        missing |= {name for name in licence_ids(part.licence) if name not in here}
    return sorted(missing)
