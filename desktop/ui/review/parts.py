"""What the viewmodels of rows share."""

from desktop.core.feature_ports import Documents
from desktop.core.review.rows import RowText
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.paths import pure_path
from workers.contract.specs.answers import Citation


class OfReviewer(OfCurrentBase, ProblemReporter):
    """First among the bases of a viewmodel whose decisions somebody signs; it keeps its settings as
    `_settings`."""

    _settings: SettingsStore

    @property
    def reviewer(self) -> str:
        """Who signs; "" before the first decision."""
        return self._settings.values.reviewer

    def sign_as(self, name: str) -> None:
        """Remember who reviews."""
        self._settings.change(reviewer=" ".join(name.split()))


def place_of(documents: Documents, base: str, text: RowText) -> Citation | None:
    """Where the answer of a row stands; None when that is not known, or the document has left the base."""
    listed = documents.list(base) if base and text.document else []
    path = next((one.path for one in listed if one.id == text.document), "")
    if not path:
        return None
    return Citation(0, text.document, pure_path(path).name, text.page, text.start, text.end, text.quote)
