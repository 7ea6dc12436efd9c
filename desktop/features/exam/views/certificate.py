"""Saving the certificate of an exam: as PDF or HTML, in Russian or English."""

from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.core.exam_entities import Exam
from desktop.paths import file_name
from desktop.reports import saving
from desktop.reports.certificate import CertificateService
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.problem_text import hindrance
from workers.text.language import ENGLISH, LANGUAGES, RUSSIAN


def save_certificate(certificates: CertificateService, base: str, exam: Exam, window: QWidget) -> str:
    """Ask where to and save; `base` is the name of the exam's base. Returns what to tell the user, "" when it
    was called off."""
    kinds = _kinds()
    name = fill(translate("Certificate", "Exam certificate, %1"), file_name(base)) + ".pdf"
    title = translate("Certificate", "Save the certificate")
    path, chosen = ask_target(window, title, name, ";;".join(kinds), next(iter(kinds)))
    if not path:
        return ""
    language, ending = kinds.get(chosen, next(iter(kinds.values())))
    file = _file(Path(path), ending)
    saved = fill(translate("Certificate", "The certificate is saved: %1"), file.name)
    return hindrance(lambda: saving.save(certificates.render(exam.id, language), file)) or saved


def _file(chosen: Path, ending: str) -> Path:
    """With the ending of the form that was chosen, which may not be that of the name that was offered. Nobody
    was asked about another file than the chosen one: none is written over."""
    typed = chosen.suffix.lower()
    if typed in saving.HTML or typed == ending:
        return chosen
    stem = chosen.with_suffix("") if typed == ".pdf" else chosen
    names = (stem.with_name(f"{stem.name}{f' ({at})' if at else ''}{ending}") for at in count())
    return next(file for file in names if not file.exists())


def _kinds() -> dict[str, tuple[str, str]]:
    """What can be saved, as the dialog says it → language and ending; the window's language first."""
    own = formats.language()
    words = {
        RUSSIAN: translate("Certificate", "in Russian"),
        ENGLISH: translate("Certificate", "in English"),
    }
    order = sorted(LANGUAGES, key=lambda language: language != own)
    return {
        f"{form} {words.get(language) or formats.own_name(language)} (*{ending})": (language, ending)
        for form, ending in (("PDF", ".pdf"), ("HTML", ".html"))
        for language in order
    }
