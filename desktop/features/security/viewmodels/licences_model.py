"""What Bukvar is built of and under which licences, for the window."""

from collections.abc import Callable
from pathlib import Path

from desktop.features.security.domain.licences import Component
from desktop.features.security.services.licence_list import LicenceService

# Texts that stand in the catalogue of models.
_OF_MODELS = ("Apache-2.0.txt", "MIT-multilingual-e5.txt", "texts/MIT.txt")


class LicencesModel:
    """Reads on the first question."""

    def __init__(self, licences: LicenceService, folder: Path, training: Callable[[], str]) -> None:
        """`folder` holds the licence texts of the product; `training()` that of the training component."""
        self._licences, self._folder, self.training = licences, folder, training

    def own(self) -> str:
        """The text of the product's own licence."""
        return (self._folder / "Apache-2.0.txt").read_text(encoding="utf-8")

    def of_models(self) -> list[tuple[str, str]]:
        """(name, text) of the licences of models."""
        return [
            (Path(file).stem.replace("-", " ", 1), (self._folder / file).read_text(encoding="utf-8"))
            for file in _OF_MODELS
        ]

    def components(self) -> list[Component]:
        """All parts, with their texts. Raises FILE_UNREADABLE."""
        return self._licences.components()
