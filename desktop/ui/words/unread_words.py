"""Why a document was not read, and the one thing that helps."""

from desktop.core.entities import Document
from desktop.ui.i18n.translatable import translate
from workers.contract.codes import Code

_PASSWORD, _REPLACE, _SHOW, _RETRY = "password", "replace", "show", "retry"
_ACTIONS = {
    Code.PASSWORD: _PASSWORD,
    Code.WRONG_PASSWORD: _PASSWORD,
    Code.LOCK_UNKNOWN: _REPLACE,
    Code.SCAN_WITHOUT_TEXT: _REPLACE,
    Code.SCAN_INSIDE: _REPLACE,
    Code.RECOGNITION_MISSING: _RETRY,
    Code.LETTERS_UNREADABLE: _REPLACE,
    Code.EMPTY_FILE: _REPLACE,
    Code.UNKNOWN_TYPE: _SHOW,
    Code.TOO_LARGE: _SHOW,
    Code.NO_PERMISSION: _RETRY,
}


def action_of(document: Document) -> str:
    """What helps: password, replace, show or retry."""
    return _ACTIONS.get(document.problem.code, _RETRY)


def action_word(action: str) -> str:
    """The word on its button."""
    words = {
        _PASSWORD: translate("UnreadItem", "Enter the password"),
        _REPLACE: translate("UnreadItem", "Replace the file"),
        _SHOW: translate("UnreadItem", "Show in the folder"),
        _RETRY: translate("UnreadItem", "Read again"),
    }
    return words[action]
