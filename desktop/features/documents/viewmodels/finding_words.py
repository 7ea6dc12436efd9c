"""What a check of a base found, as a person reads it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from desktop.features.documents.domain.base_findings import BaseFinding, FindingGroup, FindingKind
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from workers.contract.paths import pure_path, shown_name
from workers.contract.specs.bases import RepairResult

_NAMED = 3  # of many documents


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding with its sentence and an advice."""

    finding: BaseFinding
    sentence: str
    advice: str


def of(finding: BaseFinding) -> FindingWords:
    """The words of one finding."""
    sentence, advice = _words(finding)
    return FindingWords(finding, sentence, advice)


def of_many(group: FindingGroup) -> tuple[str, str]:
    """What many documents of a folder have in common, with the first of their names; an advice."""
    sentence, advice = _words(replace(group.findings[0], count=sum(one.count for one in group.findings)))
    names = [shown_name(pure_path(one.path).name) for one in group.findings[:_NAMED]]
    said = QCoreApplication.translate("Findings", "%n document(s): %1 (%2…)", "", len(group.findings))
    return fill(said, sentence[:1].lower() + sentence[1:], ", ".join(names)), advice


def summary(counts: tuple[int, int, int], findings: int) -> str:
    """(documents, chunks, vectors) and how much does not agree, in a line."""
    found = QCoreApplication.translate("Findings", "%n finding(s)", "", findings)
    said = found if findings else QCoreApplication.translate("Findings", "all agrees")
    words = QCoreApplication.translate("Findings", "%1 documents, %2 passages, %3 vectors: %4")
    return fill(words, *map(formats.number, counts), said)


def repaired(result: RepairResult) -> str:
    """What came of a damaged base, in a line; "" where nothing was."""
    anew = QCoreApplication.translate("Findings", "Places that are made searchable again: %1.")
    vectors = fill(anew, formats.number(result.vectors)) if result.vectors else ""
    if not result.damaged:
        return vectors
    words = QCoreApplication.translate(
        "Findings",
        "Texts kept: %1, from copies: %2; documents that are read again: %3. The damaged file is kept as %4.",
    )
    counts = map(formats.number, (result.kept, result.from_copies, result.lost))
    return f"{fill(words, *counts, result.aside or '–')} {vectors}".rstrip()


def _words(finding: BaseFinding) -> tuple[str, str]:
    translate = QCoreApplication.translate
    n = finding.count
    mend = translate("Findings", "Run the check with --repair.")
    return {
        FindingKind.BASE_GONE: (
            translate("Findings", "The folder of this base is gone"),
            translate(
                "Findings",
                "Connect its disk or put the folder back. If it is lost, run the check with --repair: it is "
                "read again from your files and backups.",
            ),
        ),
        FindingKind.BASE_DAMAGED: (
            translate("Findings", "What is stored of this base is damaged"),
            mend,
        ),
        FindingKind.DAMAGED: (
            translate("Findings", "What is stored of it is not what was read"),
            mend,
        ),
        FindingKind.LOST: (
            translate("Findings", "Its file is gone, and no text of it is left"),
            translate("Findings", "Put the file back, restore a backup, or remove it from the base."),
        ),
        FindingKind.GONE: (
            translate("Findings", "The file is gone"),
            translate("Findings", "Put it back, or remove the document from the base."),
        ),
        FindingKind.NEW: (
            translate("Findings", "It lies in a watched folder and was not read yet"),
            translate("Findings", "Import it, or run the check with --repair."),
        ),
        FindingKind.CHANGED: (
            translate("Findings", "The file has changed since it was read"),
            translate("Findings", "Import it again, or run the check with --repair."),
        ),
        FindingKind.UNREACHABLE: (
            translate("Findings", "The folder of the file cannot be reached"),
            translate("Findings", "Connect its disk or network drive; the stored text answers until then."),
        ),
        FindingKind.WITHOUT_VECTORS: (
            translate("Findings", "%n passage(s) of it are found by no search", "", n),
            mend,
        ),
        FindingKind.NOT_IN_STORE: (
            translate("Findings", "It is listed, but its text is not stored"),
            mend,
        ),
        FindingKind.NOT_IN_LIST: (
            translate("Findings", "Its text is stored, but it is not in the list of documents"),
            mend,
        ),
        FindingKind.VECTORS_WITHOUT_TEXT: (
            translate("Findings", "%n vector(s) are left over without a text", "", n),
            mend,
        ),
    }[finding.kind]
