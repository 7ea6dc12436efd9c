"""What an import passed over, in words."""

from collections.abc import Mapping
from typing import Any

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.specs.bases import LeftOutReason


def reason_words(reason: LeftOutReason) -> str:
    """Why something in a folder became no document."""
    return {
        LeftOutReason.HIDDEN: translate("LeftOut", "hidden"),
        LeftOutReason.TEMPORARY: translate("LeftOut", "in use by a program"),
        LeftOutReason.LINK_BROKEN: translate("LeftOut", "a link to nothing"),
        LeftOutReason.LINK_OUTSIDE: translate(
            "LeftOut", "a link that leads out of the folder: add what it leads to by itself"
        ),
        LeftOutReason.NOT_A_FILE: translate("LeftOut", "no file, but a pipe or a device"),
        LeftOutReason.NO_PERMISSION: translate("LeftOut", "it may not be read"),
        LeftOutReason.TOO_DEEP: translate("LeftOut", "it lies too deep for this system"),
        LeftOutReason.OTHER_KIND: translate("LeftOut", "no document"),
    }[reason]


def summary(result: Mapping[str, Any]) -> str:
    """ "12 left out: hidden 3, no document 9" of the result of an import; "" when nothing was."""
    counts: dict[str, int] = result.get("left_out") or {}
    known = {reason: counts[reason.value] for reason in LeftOutReason if reason.value in counts}
    if not known:
        return ""
    parts = [f"{reason_words(reason)} {formats.number(count)}" for reason, count in known.items()]
    words = translate("LeftOut", "%n left out: %1", "", sum(known.values()))
    return fill(words, "; ".join(parts))
