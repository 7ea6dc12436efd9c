"""The question that a person answers before a command opens Bukvar to the outside."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.consent import Opening
from desktop.core.future import Future
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import consent_words

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
        title, follows = consent_words.question(opening, subject)
        begun = translate("Consent", "A command of another program asks for it.")
        question = self.question = Confirm(
            self._window,
            title,
            f"{begun} {follows}",
            translate("Consent", "Allow"),
            translate("Consent", "Do not allow"),
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
