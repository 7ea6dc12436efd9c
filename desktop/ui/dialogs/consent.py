"""The question that a person answers before a command opens Bukvar to the outside."""

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.consent import Opening
from desktop.core.future import Future
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.i18n.placeholders import fill
from workers.contract.paths import shown_name

_PATIENCE_MS = 120_000


class ConsentQuestions:
    """Asks over the window, one question at a time: while one stands there, others are answered with no. What
    is not answered for two minutes is not agreed to."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.question: Confirm | None = None

    def ask(self, opening: Opening, subject: str) -> Future[bool]:
        """Show the question; the value is the answer."""
        answer: Future[bool] = Future()
        if self.question is not None:
            answer.resolve(False)
            return answer
        title, follows = _words(opening)
        question = self.question = Confirm(
            self._window,
            title,
            fill(follows, shown_name(subject)),
            QCoreApplication.translate("Consent", "Allow"),
            QCoreApplication.translate("Consent", "Do not allow"),
        )

        def answered(result: int) -> None:
            self.question = None
            answer.resolve(result == Confirm.DialogCode.Accepted.value)
            question.deleteLater()

        question.finished.connect(answered)
        QTimer.singleShot(_PATIENCE_MS, question, question.reject)
        self._window.show()
        QApplication.alert(self._window)
        question.open()
        return answer


def _words(opening: Opening) -> tuple[str, str]:
    begun = QCoreApplication.translate("Consent", "A command of another program asks for it.")
    if opening is Opening.SEAL:
        title = QCoreApplication.translate("Consent", "Switch sealed mode off?")
        follows = QCoreApplication.translate("Consent", "Models could then be got from the network.")
    elif opening is Opening.SOURCE:
        title = QCoreApplication.translate("Consent", "Get models from another place?")
        follows = QCoreApplication.translate("Consent", "Bukvar would connect to %1 or read from there.")
    else:
        title = QCoreApplication.translate("Consent", "Trust this signature?")
        follows = QCoreApplication.translate("Consent", "Packs signed with the key %1 would be trusted.")
    return title, f"{begun} {follows}"
