"""What lies in the data folder and belongs to nothing, as a person reads it."""

from desktop.features.backup.domain.leftovers import LeftKind
from desktop.ui.i18n.translatable import translate


def title_of(kind: LeftKind) -> str:
    """The name of a kind."""
    return {
        LeftKind.BASE: translate("LeftWords", "Folders of bases that are not in the list"),
        LeftKind.MODEL: translate("LeftWords", "Folders of models that are not in the list"),
        LeftKind.RUN: translate("LeftWords", "Folders of trainings that are not in the list"),
        LeftKind.DOWNLOAD: translate("LeftWords", "Downloads that were not finished"),
        LeftKind.COPY: translate("LeftWords", "Damaged files that were set aside"),
    }[kind]


def loss_of(kind: LeftKind) -> str:
    """What they are, and what their removal costs."""
    return {
        LeftKind.BASE: translate(
            "LeftWords",
            "They hold texts of documents. After an older copy of the database was restored, bases made "
            "since then are among them; nothing here can open them any more.",
        ),
        LeftKind.MODEL: translate(
            "LeftWords", "Nothing uses them. To use such a model, it has to be got again."
        ),
        LeftKind.RUN: translate(
            "LeftWords", "They hold the examples and the steps of trainings that were removed."
        ),
        LeftKind.DOWNLOAD: translate(
            "LeftWords", "What was got of them is lost: the next download of the same begins anew."
        ),
        LeftKind.COPY: translate(
            "LeftWords",
            "They were kept when a base or the database was mended. What was not read of them yet is lost "
            "for good: keep them until you know that nothing is missing.",
        ),
    }[kind]
