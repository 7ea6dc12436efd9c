"""Pictures of pages that are in view, read once."""

from collections import OrderedDict

from PySide6.QtGui import QImage

_KEPT = 12


class Images:
    """By file; the ones looked at last are kept."""

    def __init__(self) -> None:
        self._images: OrderedDict[str, QImage] = OrderedDict()

    def of(self, file: str) -> QImage:
        """The picture in a file; a null one where it cannot be read."""
        if file not in self._images:
            self._images[file] = QImage(file)
        self._images.move_to_end(file)
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        return self._images[file]

    def clear(self) -> None:
        """Let all go."""
        self._images.clear()
