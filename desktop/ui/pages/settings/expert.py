"""Expert: the only place of technical words."""

from desktop.ui.i18n.translatable import translate
from desktop.ui.section import Section
from desktop.ui.widgets import NumberField


class ExpertSection(Section):
    """Zero means the product's own choice."""

    ICON = "flask-conical"

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "Expert")

    def build(self) -> None:
        model = self.add_card(self.tr("Model"))
        model.add(
            self.tr("Context, tokens"),
            self.tr("How much text the model reads at once. 0: as fits this computer."),
            self._number("context", 0, 131072, 512),
        )
        model.add(
            self.tr("Threads"),
            self.tr("0: one per physical core."),
            self._number("threads", 0, 256, 1),
        )
        model.add(
            self.tr("Layers on the graphics card"),
            self.tr("−1: as many as fit its memory; 0: none."),
            self._number("gpu_layers", -1, 999, 1),
        )
        search = self.add_card(self.tr("Search"))
        search.add(
            self.tr("Passages for an answer"),
            self.tr("How many places of the documents the model is given. 0: as many as fit."),
            self._number("passages", 0, 30, 1),
        )

    def _number(self, name: str, lowest: int, highest: int, step: int) -> NumberField:
        field = NumberField(lowest, highest, step)
        field.setFixedWidth(112)
        field.setValue(self.settings.value(name))
        field.editingFinished.connect(lambda: self.settings.set(name, field.value()))
        return field
