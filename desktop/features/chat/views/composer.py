"""Where a question is written: filters, text, attach, the way to answer, send or stop."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.features.chat.viewmodels import way_words
from desktop.features.chat.viewmodels.ask_model import AskModel
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.features.chat.views.attached_row import AttachedRow
from desktop.features.chat.views.document_picker import DocumentPicker, file_name_of
from desktop.features.chat.views.filters import FilterList, FilterRow
from desktop.features.chat.views.question_edit import QuestionEdit
from desktop.features.chat.views.strength import StrengthPopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Chip, IconButton, PopupItem, PopupList
from desktop.ui.widgets.base import as_region, column, paint_box, paint_icon, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.words import answer_modes
from desktop.ui.words import tasks as task_words
from workers.contract.answer_mode import BASE_MODES, AnswerMode
from workers.contract.exam import Task
from workers.contract.specs.search import Filters

_TASK = "task "  # before the value of a task in the list of ways
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class WayButton(QAbstractButton):
    """ "Answer by: Search in documents", opens the list of ways upwards."""

    def __init__(self) -> None:
        super().__init__()
        self._lead, self._value = "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_words(self, lead: str, value: str) -> None:
        """`lead` says what is chosen here, `value` what was chosen."""
        self._lead, self._value = lead, value
        self.setAccessibleName(f"{lead} {value}")
        self.updateGeometry()
        self.update()

    def value(self) -> str:
        """The word of the present way."""
        return self._value

    def minimumSizeHint(self) -> QSize:
        lead = QFontMetrics(theme().font("body")).horizontalAdvance(self._lead)
        return self.sizeHint() - QSize(lead + 8, 0)

    def sizeHint(self) -> QSize:
        lead = QFontMetrics(theme().font("body")).horizontalAdvance(self._lead)
        value = QFontMetrics(theme().font("control")).horizontalAdvance(self._value)
        return QSize(12 + lead + 8 + value + 10 + theme().grown(16) + 12, theme().height("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "hover" if self.underMouse() or self.isDown() else "surface"
        paint_box(painter, QRectF(self.rect()), theme().radius("control"), fill, "border")
        x = 12
        whole = self.width() >= self.sizeHint().width()  # where room is short, what is chosen is enough
        for text, font, colour in (
            *([(self._lead, "body", "text_tertiary")] if whole else []),
            (self._value, "control", "text"),
        ):
            painter.setFont(theme().font(font))
            painter.setPen(theme().colour(colour))
            painter.drawText(QRectF(x, 0, self.width(), self.height()), _LEFT, text)
            x += QFontMetrics(theme().font(font)).horizontalAdvance(text) + 8
        paint_icon(painter, x + 2, self.height() / 2, "chevron-down", "text_secondary", 16)
        painter.end()


class Composer(Translated, QWidget):
    """At most 720 wide, centred by the page.

    Signals: `sent(text)`; `stopped`; `attached(paths)` files for the next question alone; `edit_wanted`
    ↑ in an empty field; `edit_ended` the question stays as it is; `filtered(Filters)`.
    """

    sent = Signal(str)
    stopped = Signal()
    attached = Signal(list)
    edit_wanted = Signal()
    edit_ended = Signal()
    filtered = Signal(object)

    def __init__(self, model: ChatModel, asking: AskModel) -> None:
        super().__init__()
        self._model, self._ask = model, asking
        self._focused, self._stopping, self._more, self._typed = False, False, False, False
        self.setMaximumWidth(theme().width("composer_max"))
        layout = column(self, 8, (12, 10, 8, 8))
        self.filters = FilterRow()
        self.filters.changed.connect(self._set_filters)
        self.filters.more.connect(lambda: self._offer_filters(self.filters.more_chip))
        self.editing = Chip("", "pencil", removable=True)
        self.editing.clicked.connect(lambda: self.editing.setChecked(True))
        self.editing.removed.connect(self.edit_ended)
        self.editing.hide()
        self.edit = QuestionEdit()
        self.edit.sent.connect(self.send)
        self.edit.stopped.connect(self._stop)
        self.edit.earlier.connect(self.edit_wanted)
        self.edit.focused.connect(self._focus_changed)
        self.edit.textChanged.connect(self._show_state)
        self.edit.textChanged.connect(self._prepare)
        field = row(None, 0, (4, 4, 4, 4))
        field.addWidget(self.edit)
        self.attach = IconButton("paperclip", "")
        self.filter = IconButton("list-filter", "")
        self.way = WayButton()
        self.send_button = IconButton("arrow-up", "", role="primary")
        self.stop_button = Button("", "outlined", "square")
        self.files = AttachedRow()
        self.attach.clicked.connect(self.files.choose)
        self.edit.pasted.connect(self.files.take)
        self.files.added.connect(self.attached)
        model.attach_failed.connect(self.files.forget)
        self.filter.clicked.connect(lambda: self._offer_filters(self.filter))
        self.way.clicked.connect(self.open_ways)
        self.send_button.clicked.connect(self.send)
        self.stop_button.clicked.connect(self._stop)
        line = row(None, 4)
        self.strength = IconButton("sliders-horizontal", "")
        self.strength.clicked.connect(self.open_strength)
        self.strength_popup = StrengthPopup(self)
        self.strength_popup.chosen.connect(asking.set_strength)
        for widget in (self.attach, self.filter, self.way, self.strength):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.send_button)
        line.addWidget(self.stop_button)
        layout.addWidget(self.editing, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.files)
        layout.addWidget(self.filters)
        layout.addLayout(field)
        layout.addLayout(line)
        self._ways = PopupList(self)
        self._ways.chosen.connect(self._choose)
        self.filter_list = FilterList(self)
        self.filter_list.picked.connect(self._set_filters)
        self.picker = DocumentPicker(self)
        self.picker.picked.connect(self._pick_documents)
        self.filter_list.documents_wanted.connect(self._offer_documents)
        model.state_changed.connect(self._show_state)
        asking.changed.connect(self._show_state)
        self.setFocusProxy(self.edit)
        as_region(self)
        self.retranslate()

    def _prepare(self) -> None:
        """Once for each question, when its first letter is typed."""
        typed = bool(self.edit.text())
        if typed and not self._typed and self._ask.has_model:
            self._model.prepare()
        self._typed = typed

    def send(self) -> None:
        """Send what is typed, unless an answer is being written."""
        text = self.edit.text()
        if text and not self._model.writing:
            self.sent.emit(text)

    def show_filters(self, filters: Filters) -> None:
        """Show what the next question is limited to."""
        names = {row.id: file_name_of(row) for row in self._ask.documents()} if filters.documents else {}
        self.filters.show_filters(filters, names)
        self.filter.setVisible(not self.filters.isVisibleTo(self))

    def show_editing(self, editing: bool) -> None:
        """Whether what is typed takes the place of a question."""
        self.editing.setVisible(editing)

    def open_ways(self) -> None:
        """The ways to answer, each with its consequence or the reason why it cannot be chosen."""
        self._ways.show_items(self.ways(), self.tr("How to answer"))
        self._ways.open_at(self.way, above=True, width=380)

    def ways(self) -> list[PopupItem]:
        """The rows of the list of ways."""
        doing = self._ask.task
        chosen = self._ask.way if doing is None else None
        items = [
            PopupItem(
                way,
                answer_modes.name(way),
                answer_modes.about(way),
                checked=way is chosen,
                reason=way_words.reason(self._ask.lacking(way)) if way is not chosen else "",
            )
            for way in BASE_MODES
        ]
        for at, one in enumerate(self._ask.tasks()):
            name, reason = self._ask.model_name(one), way_words.reason(self._ask.without(one))
            about = fill(self.tr("%1, as the exam has shown"), name)
            checked = doing is not None and doing.task is one.task
            value, title = f"{_TASK}{one.task}", task_words.name(one.task)
            items.append(PopupItem(value, title, about, checked, reason, separator_before=not at))
        return items

    def _choose(self, value: str) -> None:
        if value.startswith(_TASK):
            self._ask.set_task(Task(value.removeprefix(_TASK)))
        else:
            self._ask.set_way(AnswerMode(value))

    def open_strength(self) -> None:
        """The slider of the trained model, over its button."""
        adapter = self._ask.adapter
        if adapter is not None:
            self.strength_popup.show_strength(adapter.strength)
            self.strength_popup.open_at(self.strength, above=True, width=300)
            self.strength_popup.slider.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_state(self) -> None:
        writing = self._model.writing
        self.send_button.setVisible(not writing)
        self.stop_button.setVisible(writing)
        if not writing and self._stopping:
            self._stopping = False
            self.stop_button.set_idle()
        empty = not self.edit.text()
        self.send_button.set_reason(self.tr("Type a question first") if empty else "")
        way = self._ask.way
        doing = self._ask.task
        name = answer_modes.name(way) if doing is None else task_words.name(doing.task)
        lack = self._ask.lacking(way) if doing is None else self._ask.without(doing)
        self.way.set_words(self.tr("Answer by:"), name)
        self.way.setToolTip(way_words.reason(lack))
        adapter = self._ask.adapter if way.trained and doing is None else None
        self.strength.setVisible(adapter is not None)
        if adapter is not None:
            percent = formats.percent(adapter.strength)
            self.strength.set_name(fill(self.tr("Strength of the training: %1"), percent))

    def _stop(self) -> None:
        if self._model.writing and not self._stopping:
            self._stopping = True
            self.stop_button.set_busy(self.tr("Stopping…"))
            self.stopped.emit()

    def _offer_filters(self, anchor: QWidget) -> None:
        self.filter_list.offer(self._ask.documents(), self._model.filters, anchor)

    def _offer_documents(self) -> None:
        chosen = self._model.filters.documents
        self.picker.offer(self._ask.documents(), chosen, self.filter if self.filter.isVisible() else self)

    def _pick_documents(self, documents: tuple[str, ...]) -> None:
        self._set_filters(replace(self._model.filters, documents=documents))

    def _set_filters(self, filters: Filters) -> None:
        self.show_filters(filters)
        self.filtered.emit(filters)

    def _focus_changed(self, focused: bool) -> None:
        self._focused = focused
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, width = ("focus", 2) if self._focused else ("border_strong", 1)
        paint_box(painter, QRectF(self.rect()), theme().radius("composer"), "surface", line, width)
        painter.end()

    def retranslate(self) -> None:
        """Say all words again."""
        self.attach.set_name(self.tr("Attach files to this question alone"))
        self.filter.set_name(self.tr("Search only in…"))
        self.send_button.set_name(self.tr("Send (Enter)"))
        self.stop_button.setText(self.tr("Stop"))
        self.editing.setText(self.tr("In other words: a new branch"))
        self.editing.setAccessibleName(self.tr("A question is asked in other words; remove to ask a new one"))
        self.edit.setAccessibleName(self.tr("Question"))
        self.show_hint(self._more)
        self._show_state()

    def show_hint(self, more: bool) -> None:
        """The words in the empty field; `more`: there are questions already."""
        self._more = more
        hint = self.tr("Ask something else") if more else self.tr("Ask in your own words")
        self.edit.setPlaceholderText(hint)
