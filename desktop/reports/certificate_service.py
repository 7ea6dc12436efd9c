"""The certificate of an exam: one page that says what was measured, on what, and what it does not say."""

from dataclasses import dataclass
from pathlib import Path

from desktop.core.ports import Paths
from desktop.reports import certificate_page
from desktop.reports.certificate_facts import CertificateSources
from desktop.reports.certificate_words import Words

LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Certificate:
    """`html` needs no other file: the chart is a picture within it."""

    exam: str
    base: str
    language: str
    html: str

    @property
    def title(self) -> str:
        """What the file is called inside."""
        return self.base


class CertificateService:
    """Made by the application. A certificate is made anew each time: marks that a person has changed since
    are in it."""

    def __init__(self, sources: CertificateSources, paths: Paths) -> None:
        self._sources, self._folder = sources, Path(paths.resources) / "certificate"

    def render(self, exam: str, language: str) -> Certificate:
        """In "ru" or "en", whatever the window speaks. Raises EXAM_UNKNOWN, BASE_UNKNOWN, ValueError for
        another language."""
        if language not in LANGUAGES:
            raise ValueError(f"there are no certificates in {language!r}")
        facts = self._sources.facts(exam)
        html = certificate_page.render(facts, Words(self._folder, language), self._folder)
        return Certificate(exam, facts.base, language, html)
