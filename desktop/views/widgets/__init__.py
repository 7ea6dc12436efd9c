"""The components of the design (see resources/qss): every page is built of these and nothing else."""

from desktop.views.widgets.banner import Banner
from desktop.views.widgets.button import Button, IconButton
from desktop.views.widgets.card import Card, Divider
from desktop.views.widgets.chips import Badge, Chip, NumberChip, paint_number
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.fields import Input, SearchField, Select
from desktop.views.widgets.flow_layout import FlowLayout
from desktop.views.widgets.focus_ring import FocusRing
from desktop.views.widgets.job_card import JobCard
from desktop.views.widgets.label import ElidedLabel, IconLabel, Label
from desktop.views.widgets.popup import Menu, Popup, PopupItem, PopupList
from desktop.views.widgets.progress import ProgressBar, ProgressRow
from desktop.views.widgets.scroll_column import ScrollColumn
from desktop.views.widgets.segmented import Segmented
from desktop.views.widgets.skeleton import Skeleton
from desktop.views.widgets.switch import Switch
from desktop.views.widgets.toast import Toast

__all__ = [
    "Badge", "Banner", "Button", "Card", "Chip", "Divider", "ElidedLabel", "EmptyState", "FlowLayout",
    "FocusRing", "IconButton", "IconLabel", "Input", "JobCard", "Label", "Menu", "NumberChip", "Popup",
    "PopupItem", "PopupList", "ProgressBar", "ProgressRow", "ScrollColumn", "SearchField", "Segmented",
    "Select", "Skeleton", "Switch", "Toast", "paint_number",
]  # fmt: skip
