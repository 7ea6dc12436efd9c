"""What a model is used for, in words."""

from PySide6.QtCore import QCoreApplication

from workers.contract.exam import Task


def name(task: Task) -> str:
    """In two or three words."""
    return {
        Task.ANSWER: QCoreApplication.translate("Tasks", "Answer by documents"),
        Task.CLASSIFY: QCoreApplication.translate("Tasks", "Sort into classes"),
        Task.EXTRACT: QCoreApplication.translate("Tasks", "Take fields out of a text"),
        Task.REWRITE: QCoreApplication.translate("Tasks", "Rewrite in the house style"),
    }[task]
