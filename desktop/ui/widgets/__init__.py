"""The components of the design (see resources/qss): every page is built of these and nothing else."""

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
