"""A line above the pages that says once what an engine's self-test found."""

from desktop.features.health.viewmodels.engine_notices_model import EngineNoticesModel
from desktop.ui.widgets import Banner
from desktop.ui.widgets.translated import Translated


class EngineBanner(Translated, Banner):
    """Hidden unless something failed that nobody has read of yet."""

    def __init__(self, model: EngineNoticesModel) -> None:
        super().__init__("warning")
        self._model = model
        model.setParent(self)
        model.changed.connect(self.retranslate)
        self.acted.connect(self._understood)
        self.retranslate()

    def retranslate(self) -> None:
        words = self._model.sentences()
        self.setVisible(bool(words))
        if words:
            self.show_message("warning", words, self.tr("Understood"))

    def _understood(self) -> None:
        self._model.understood()
        self.hide()
