"""What a model is used for, in words."""

from desktop.ui.i18n.translatable import translate
from workers.contract.exam import Task


def name(task: Task) -> str:
    """In two or three words."""
    return {
        Task.ANSWER: translate("Tasks", "Answer by documents"),
        Task.CLASSIFY: translate("Tasks", "Sort into classes"),
        Task.EXTRACT: translate("Tasks", "Take fields out of a text"),
        Task.REWRITE: translate("Tasks", "Rewrite in the house style"),
    }[task]
