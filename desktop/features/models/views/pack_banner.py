"""A line that offers the model pack that was found near at hand."""

from desktop.features.models.viewmodels.packs_model import PacksModel
from desktop.features.models.views.pack_dialog import ask_to_install
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Banner
from desktop.ui.widgets.translated import Translated


class PackBanner(Translated, Banner):
    """Hidden until `model.find` has found something."""

    def __init__(self, model: PacksModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self.model.changed.connect(self.retranslate)
        self.model.opened.connect(lambda found: ask_to_install(self, self.model, found))
        self.acted.connect(self._ask)
        self.hide()

    def open(self, path: str) -> None:
        """Ask about a pack that was chosen."""
        self.model.open(path)

    def retranslate(self) -> None:
        found = self.model.offered()
        self.setVisible(found is not None)
        if found is not None:
            words = self.tr("A model pack is at hand: “%1”, %n model(s), %2", "", len(found.new))
            words = fill(words, found.name, formats.size(found.new_size))
            self.show_message("info", words, self.tr("Install…"))

    def _ask(self) -> None:
        found = self.model.offered()
        if found is not None:
            ask_to_install(self, self.model, found)
