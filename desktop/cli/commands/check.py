"""`bukvar check`: whether the database, the stores and the files of bases agree."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.output import Output
from desktop.cli.progress import finished
from desktop.core.entities import KnowledgeBase
from desktop.features.documents.domain.base_findings import grouped
from desktop.features.documents.viewmodels import finding_words
from desktop.ui.i18n import formats
from desktop.ui.pages.settings import left_words
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem
from workers.contract.paths import pure_path, shown_name
from workers.contract.specs.bases import RepairResult

if TYPE_CHECKING:
    from desktop.app import Application


async def check(application: "Application", call: Call) -> int:
    """1 when something does not agree: a line for each, by the name of the document, with an advice; of many
    documents of a folder one line, where a program is told each. With `--repair` what needs no person is
    mended first; with `--files` models and adapters are compared too. What belongs to nothing is named; it is
    no disagreement."""
    name = call.arguments.base
    bases = [application.bases.by_name(name)] if name else application.bases.list()
    agreed = [await _check(application, base, call) for base in bases]
    if not name:
        for left in application.leftovers.find():
            values = {"leftover": left.kind.value, "path": str(left.path), "size": left.size}
            title = left_words.title_of(left.kind)
            call.output.row(values, f"{title}\t{shown_name(str(left.path))}\t{formats.size(left.size)}")
    if call.arguments.files:
        agreed.append(await _files(application, call.output))
    return DONE if all(agreed) else PROBLEM


async def _files(application: "Application", output: Output) -> bool:
    def told(name: str, done: int, total: int) -> None:
        values = {"progress": "files", "done": done, "total": total, "file": name}
        output.row(values, f"{done + 1}/{total}\t{name}")

    checked = await application.file_check.check(told)
    for one in checked:
        output.row({"file": one.name, "ok": one.problem is None}, "")
        if one.problem:
            output.problem(one.problem)
    damaged = application.database.backups.damaged()
    for copy in damaged:
        problem = Problem(Code.BACKUP_DAMAGED, {"file": shown_name(str(copy.path))})
        output.row({"file": copy.path.name, "ok": False}, "")
        output.problem(problem)
    return not damaged and all(one.problem is None for one in checked)


async def _check(application: "Application", base: KnowledgeBase, call: Call) -> bool:
    if call.arguments.repair:
        backups = [str(call.path(one)) for one in call.arguments.backup or ()]
        repair = await application.checks.repair(base.id, backups)
        _tell(base, repair.store, call.output)
        await finished(application, repair.job, call.output)
    report = await application.checks.check(base.id)
    for group in grouped(report.findings):
        for finding in group.findings:
            _show(base, finding_words.of(finding), call.output, alone=not group.folder)
        if group.folder:
            call.output.note("\t".join((shown_name(group.folder), *finding_words.of_many(group))))
    values = {
        "base": base.name,
        "documents": report.documents,
        "chunks": report.chunks,
        "vectors": report.vectors,
        "findings": len(report.findings),
        "ok": not report.findings,
    }
    counts = (report.documents, report.chunks, report.vectors)
    call.output.row(values, f"{base.name}\t{finding_words.summary(counts, len(report.findings))}")
    return not report.findings


def _tell(base: KnowledgeBase, repaired: RepairResult, output: Output) -> None:
    """What came of a damaged store; nothing of one that was sound."""
    if finding_words.repaired(repaired):
        values = {"base": base.name, "repaired": to_json(repaired)}
        output.row(values, f"{base.name}\t{finding_words.repaired(repaired)}")


def _show(base: KnowledgeBase, words: finding_words.FindingWords, output: Output, *, alone: bool) -> None:
    """A finding for a program; for a person where it stands `alone`."""
    name = shown_name(pure_path(words.finding.path).name)
    values = {
        "base": base.name,
        "finding": words.finding.kind.value,
        "document": name,
        "path": words.finding.path,
        "count": words.finding.count,
        "sentence": words.sentence,
        "advice": words.advice,
    }
    output.row(values, "\t".join(filter(None, (name, words.sentence, words.advice))) if alone else "")
