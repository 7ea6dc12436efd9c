"""The components of the design (see resources/qss): every page is built of these and nothing else.

A module is loaded when something of it is first asked for: the window is painted with few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.ui.widgets.banner import Banner
    from desktop.ui.widgets.button import Button, IconButton
    from desktop.ui.widgets.card import Card, Divider
    from desktop.ui.widgets.chips import Badge, Chip, NumberChip, paint_number
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

__all__ = [
    "Badge", "Banner", "Button", "Card", "Chip", "Divider", "ElidedLabel", "EmptyState", "FindField",
    "FlowLayout", "FocusRing",
    "Fold", "IconButton", "IconLabel", "Input", "JobCard", "Label", "Menu", "NumberChip",
    "NumberField", "Popup", "PopupItem", "PopupList", "ProgressBar", "ProgressRow", "ScrollColumn",
    "SearchField", "Segmented", "Select", "SideItem", "SideList", "Skeleton", "Switch",
    "Toast", "TroubleLabel", "paint_number",
]  # fmt: skip

_MODULES = {
    "Banner": "banner",
    "Button": "button",
    "IconButton": "button",
    "Card": "card",
    "Divider": "card",
    "Badge": "chips",
    "Chip": "chips",
    "NumberChip": "chips",
    "paint_number": "chips",
    "EmptyState": "empty_state",
    "FindField": "fields",
    "Input": "fields",
    "NumberField": "fields",
    "SearchField": "fields",
    "Select": "fields",
    "FlowLayout": "flow_layout",
    "FocusRing": "focus_ring",
    "Fold": "fold",
    "JobCard": "job_card",
    "ElidedLabel": "label",
    "IconLabel": "label",
    "Label": "label",
    "TroubleLabel": "label",
    "Menu": "popup",
    "Popup": "popup",
    "PopupItem": "popup",
    "PopupList": "popup",
    "ProgressBar": "progress",
    "ProgressRow": "progress",
    "ScrollColumn": "scroll_column",
    "Segmented": "segmented",
    "SideItem": "side_list",
    "SideList": "side_list",
    "Skeleton": "skeleton",
    "Switch": "switch",
    "Toast": "toast",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
