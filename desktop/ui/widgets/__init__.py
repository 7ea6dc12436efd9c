"""The components of the design (see resources/qss): every page is built of these and nothing else.

A module is loaded when something of it is first asked for: the window is painted with few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.ui.widgets.banner import Banner
    from desktop.ui.widgets.button import Button, IconButton
    from desktop.ui.widgets.card import Card, Divider
    from desktop.ui.widgets.chips import Badge, Chip, paint_number
    from desktop.ui.widgets.empty_state import EmptyState
    from desktop.ui.widgets.fields import FindField, Input, NumberField, SearchField, Select
    from desktop.ui.widgets.flow_layout import FlowLayout
    from desktop.ui.widgets.focus_ring import FocusRing
    from desktop.ui.widgets.fold import Fold
    from desktop.ui.widgets.job_card import JobCard
    from desktop.ui.widgets.label import ElidedLabel, IconLabel, Label, TroubleLabel
    from desktop.ui.widgets.popup import Menu, Popup, PopupItem, PopupList
    from desktop.ui.widgets.progress import ProgressBar, ProgressRow
    from desktop.ui.widgets.scroll_column import ScrollColumn
    from desktop.ui.widgets.segmented import Segmented
    from desktop.ui.widgets.side_list import SideItem, SideList
    from desktop.ui.widgets.skeleton import Skeleton
    from desktop.ui.widgets.switch import Switch
    from desktop.ui.widgets.toast import Toast

_NAMES = {
    "banner": "Banner",
    "button": "Button IconButton",
    "card": "Card Divider",
    "chips": "Badge Chip paint_number",
    "empty_state": "EmptyState",
    "fields": "FindField Input NumberField SearchField Select",
    "flow_layout": "FlowLayout",
    "focus_ring": "FocusRing",
    "fold": "Fold",
    "job_card": "JobCard",
    "label": "ElidedLabel IconLabel Label TroubleLabel",
    "popup": "Menu Popup PopupItem PopupList",
    "progress": "ProgressBar ProgressRow",
    "scroll_column": "ScrollColumn",
    "segmented": "Segmented",
    "side_list": "SideItem SideList",
    "skeleton": "Skeleton",
    "switch": "Switch",
    "toast": "Toast",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
