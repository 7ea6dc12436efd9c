"""What a widget is to a screen reader, where Qt takes it for something else: each checkable button of our own
is a check box to it."""

from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

Role = QAccessible.Role
_ROLE, _FOLD = "spoken_role", "spoken_fold"  # dynamic properties
_SELECTED = (Role.PageTab, Role.ListItem)  # one of several is the chosen one


def speak_as(widget: QWidget, role: QAccessible.Role, folds: bool = False) -> None:
    """Have `widget` told as `role`. The state of a checkable button goes with it: checked, a tab or an item
    of a list is the selected one, and one that `folds` something is unfolded."""
    if not _Told.installed:
        QAccessible.installFactory(_told_as)
        _Told.installed = True
    widget.setProperty(_ROLE, role.value)
    widget.setProperty(_FOLD, folds)
    if isinstance(widget, QAbstractButton) and (folds or role in _SELECTED):
        widget.toggled.connect(lambda _on: _tell_state(widget, folds))


def _tell_state(widget: QWidget, folds: bool) -> None:
    """Qt tells of `checked` alone."""
    changed = QAccessible.State()
    if folds:
        changed.expanded = 1
    else:
        changed.selected = 1
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, changed))


def _told_as(_class: str, told: object) -> QAccessibleInterface | None:
    """Qt asks whenever a screen reader first sees an object; None has it ask its own."""
    if not isinstance(told, QWidget) or (role := told.property(_ROLE)) is None:
        return None
    kind = _ToldButton if isinstance(told, QAbstractButton) else _Told
    return kind(told, Role(role))


class _Told(QAccessibleWidget):
    """Name, description, place and focus are those of the widget."""

    installed = False


class _ToldButton(_Told):
    def state(self) -> QAccessible.State:
        state, button = super().state(), self._button()
        checkable, checked = int(button.isCheckable()), int(button.isChecked())
        if self.role() in _SELECTED:
            state.selectable, state.selected = 1, checked
        elif button.property(_FOLD):
            state.expandable, state.expanded, state.collapsed = 1, checked, 1 - checked
        else:
            state.checkable, state.checked = checkable, checked
        state.pressed = int(button.isDown())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        said = super().text(kind)
        return said or (self._button().text() if kind == QAccessible.Text.Name else "")

    def actionNames(self) -> list[str]:
        press, focus = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()
        return [press, focus] if self._button().isEnabled() else []

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._button().click()
        else:
            super().doAction(name)

    def _button(self) -> QAbstractButton:
        told = self.object()
        assert isinstance(told, QAbstractButton)
        return told
