"""The texts of the help: one Markdown file a topic and language, in resources/help."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.ui.search.matching import fits
from workers.text.language import file_in_language

TOPICS = {
    "start": "play",
    "chat": "message-square",
    "documents": "files",
    "tables": "file-spreadsheet",
    "tuning": "graduation-cap",
    "exam": "clipboard-check",
    "models": "box",
    "data": "hard-drive",
    "security": "shield",
    "problems": "circle-alert",
    "glossary": "book-open",
}
"""Names of the topics in their order, each with its icon."""


@dataclass(frozen=True, slots=True)
class HelpHit:
    """A line of a topic that holds all words that were looked for."""

    topic: str
    line: int
    """Its place among the lines of `HelpTexts.lines`."""
    text: str


class HelpTexts:
    """Reads the topics in the language that `language()` names; where a topic is not translated, in that of
    the sources."""

    def __init__(self, folder: Path, language: Callable[[], str]) -> None:
        self._folder, self._language = folder, language

    def lines(self, topic: str) -> list[str]:
        """The lines of a topic that are not empty, in Markdown: "# " title, "## " section, "- " item."""
        path = file_in_language(self._folder, f"{topic}_{{}}.md", self._language())
        return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]

    def title(self, topic: str) -> str:
        """The first line of the topic, without its mark."""
        return self.lines(topic)[0].removeprefix("# ")

    def find(self, words: str) -> list[HelpHit]:
        """Lines that hold all of the words, whatever their endings; titles first."""
        found = [
            HelpHit(topic, at, line.lstrip("#- "))
            for topic in TOPICS
            for at, line in enumerate(self.lines(topic))
            if fits(words, line)
        ]
        return sorted(found, key=lambda one: not self.lines(one.topic)[one.line].startswith("#"))
