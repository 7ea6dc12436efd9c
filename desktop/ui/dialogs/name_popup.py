"""A small popup that asks for a name and says at once why a name will not do."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import Button, Input, Label, Popup
from desktop.ui.widgets.base import clear, row


class NamePopup(Popup):
    """Used for bases and chats."""

    def ask(
        self,
        anchor: QWidget,
        label: str,
        value: str,
        act: str,
        done: Callable[[str], str],
        secret: bool = False,
    ) -> None:
        """Open under `anchor`. `done(text)` returns "" when it was taken, else the sentence to show.
        `secret` hides what is typed (passwords)."""
        clear(self.body)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(8)
        field = Input(label, secret=secret)
        field.field.setText(value)
        field.field.selectAll()
        button = Button(act, "primary")

        def take() -> None:
            text = field.field.text() if secret else field.text()
            refused = done(text) if text else self.tr("Type at least one letter")
            if refused:
                field.show_error(refused)
            else:
                self.close()

        button.clicked.connect(take)
        field.field.returnPressed.connect(take)
        line = row()
        line.addStretch(1)
        line.addWidget(button)
        self.body.addWidget(Label(label, "body_strong", wrap=True))
        self.body.addWidget(field)
        self.body.addLayout(line)
        self.open_at(anchor, width=320)
        field.field.setFocus()
