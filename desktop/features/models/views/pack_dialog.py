"""The question before a pack is installed: what it would bring."""

from PySide6.QtWidgets import QWidget

from desktop.features.models.domain.packs import PackPlan
from desktop.features.models.viewmodels.packs_model import PacksModel
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate


def ask_to_install(parent: QWidget, model: PacksModel, found: PackPlan) -> Confirm:
    """Open the question over the window; agreeing installs."""
    title = translate("PackQuestion", "Install the models of “%1”?")
    question = Confirm(
        parent.window(),
        fill(title, found.name),
        model.describe(found),
        translate("PackQuestion", "Install"),
        translate("PackQuestion", "Not now"),
        danger=False,
    )
    question.accepted.connect(lambda: model.install(found))
    question.open()
    return question
