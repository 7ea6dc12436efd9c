"""Chat: the list of chats, the conversation, the source panel."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton

from desktop.features.chat.viewmodels.answer_actions import AnswerActions
from desktop.features.chat.viewmodels.ask_model import AskModel
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.features.chat.viewmodels.example_question import ExampleQuestion
from desktop.features.chat.viewmodels.kept_model import KeptModel
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.addresses import open_address
from desktop.features.chat.views.answer import ROWS
from desktop.features.chat.views.answer_commands import AnswerCommands
from desktop.features.chat.views.chat_header import ChatHeader
from desktop.features.chat.views.chat_list import ChatList
from desktop.features.chat.views.composer import Composer
from desktop.features.chat.views.draft_keeper import DraftKeeper
from desktop.features.chat.views.middle import ChatMiddle
from desktop.features.chat.views.side_panels import SidePanels
from desktop.ui.base_switcher import BaseSwitcher
from desktop.ui.listening import single_shot_timer
from desktop.ui.page import Page
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.source_panel import SourcePanel
from desktop.ui.theme import Theme
from desktop.ui.widgets.base import column
from workers.contract.specs.search import Filters

SAVE_WIDTH_MS = 500


class ChatPage(Page):
    """Passages, words, marks and sources come in that order; a number opens the page they stand on."""

    own_header = True

    def __init__(
        self,
        theme: Theme,
        model: ChatModel,
        asking: AskModel,
        actions: AnswerActions,
        kept: KeptModel,
        sources: SourceModel,
        example: ExampleQuestion,
        switcher: BaseSwitcher,
        shield: QAbstractButton,
    ) -> None:
        super().__init__(theme)
        self.model, self.asking, self.answer_actions, self.kept = model, asking, actions, kept
        self.sources, self.example = sources, example
        for owned in (model, asking, actions, kept, sources, example):
            owned.setParent(self)
        self.chats = ChatList(model, switcher)
        self.panel = SourcePanel(sources)
        middle = self.middle = ChatMiddle(ChatHeader(shield), Composer(model, asking))
        self.header, self.conversation, self.empty = middle.header, middle.conversation, middle.empty
        self.typed_in = self.composer = middle.composer
        self.sides = SidePanels(self.chats, self.middle, self.panel, model.panel_width())
        column(self).addWidget(self.sides)
        self._save_width = single_shot_timer(
            self, SAVE_WIDTH_MS, lambda: model.keep_panel_width(self.sides.panel_width)
        )
        self.sides.splitter.splitterMoved.connect(self._save_width.start)
        self._sending, self._fresh = False, True
        self.drafts = DraftKeeper(model, self.composer)
        self.commands = AnswerCommands(self, self.conversation, model, actions, kept)
        self.chats.extend_menu = self.commands.extend_menu
        self._connect()
        self._bind_keys()
        self.retranslate()
        self.model.base_changed()

    def _connect(self) -> None:
        model, sources = self.model, self.sources
        model.opened.connect(self._opened)
        model.synced.connect(self._sync)
        model.updated.connect(self.conversation.update_reply)
        model.state_changed.connect(self._show_state)
        self.asking.changed.connect(self._show_state)
        for says in (model, self.asking, self.answer_actions, self.kept, self.panel):
            says.message.connect(self.toast)
        self.example.changed.connect(self._show_empty)
        self.chats.chosen.connect(self._chat_chosen)
        self.composer.sent.connect(self.ask)
        self.composer.stopped.connect(model.stop)
        self.composer.edit_wanted.connect(self._edit_last)
        self.composer.edit_ended.connect(self.drafts.end_editing)
        self.composer.attached.connect(model.attach)
        self.composer.filtered.connect(model.set_filters)
        self.conversation.source.connect(self._open_source)
        self.conversation.again.connect(self._again)
        self.conversation.edit_wanted.connect(self._edit)
        self.conversation.step.connect(model.step)
        for asks in (self.conversation, self.empty):
            asks.asked.connect(self.ask_offered)
        self.empty.edit_wanted.connect(self.commands.open_ready_questions)
        self.header.settings_wanted.connect(self.commands.open_settings)
        self.kept.changed.connect(self._show_empty)
        self.chats.removed.connect(self.commands.removed)
        self.empty.acted.connect(self._empty_acted)
        self.middle.banner.acted.connect(lambda: self.go.emit("models"))
        self.header.list_wanted.connect(self.sides.toggle_list)
        self.sides.folded.connect(self.header.list_button.setVisible)
        self.header.panel_toggled.connect(self._toggle_panel)
        self.header.menu_wanted.connect(self._menu)
        self.header.shield.clicked.connect(lambda: self.go.emit("settings:security"))
        self.panel.closed.connect(sources.close)
        self.panel.page_wanted.connect(self.go)
        sources.changed.connect(self._source_changed)
        sources.closed.connect(self._source_changed)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+N": self.new_chat,
            "Ctrl+Shift+C": self.copy_answer,
            "Escape": self._escape,
            "F2": self.chats.rename_chosen,
        }
        for number in range(1, 10):
            keys[f"Alt+{number}"] = partial(self.open_number, number)
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(act)

    # --- what the user does ---

    def new_chat(self) -> None:
        """Begin a new chat."""
        self.model.open("")
        self.composer.setFocus()

    def copy_answer(self) -> None:
        """Copy the newest answer with its sources."""
        if answers := self.conversation.answered():
            self.commands.copy(self.conversation.answer(answers[-1].message.id).dragged())

    def open_number(self, number: int) -> None:
        """Open source `number` of the answer whose page is shown, else of the newest one."""
        answers = self.conversation.answered()
        shown = [reply for reply in answers if reply.message.id == self.sources.message]
        for reply in (shown or answers)[-1:]:
            for index, source in enumerate(reply.sources):
                if number == (source.number or index + 1):
                    self._open_source(reply, index)

    def ask(self, text: str) -> None:
        """Ask what is typed."""
        editing, files = self.drafts.editing, self.composer.files.paths
        if self.model.edit(editing, text, files) if editing else self._send(text, files):
            self.drafts.clear()
            self.conversation.to_end()

    def ask_offered(self, text: str) -> None:
        """Ask a question that the page offers; what is typed stays where it is."""
        if self._send(text):
            self.drafts.keep()
            self.conversation.to_end()

    def _send(self, text: str, files: Sequence[str] = ()) -> bool:
        self._sending = True
        done = self.model.send(text, files)
        self._sending = False
        return done

    def _edit_last(self) -> None:
        if (question := self.model.last_question()) is not None:
            self._edit(question.id)

    def _edit(self, question: str) -> None:
        """Put a question into the field; sent, it begins a branch."""
        shown = {reply.message.id: reply.message for reply in self.conversation.replies}
        if question in shown and not self.model.writing:
            self.drafts.edit(shown[question])
            self.composer.setFocus()

    def _again(self) -> None:
        if self.model.regenerate():
            self.conversation.to_end()

    def _open_source(self, reply: Reply, index: int) -> None:
        if index == ROWS and reply.message.table is not None:
            self.sources.show_table(reply.message.table, reply.message.id)
        else:
            self.model.read_files_of(reply.message.id)
            self.sources.show(reply.sources, index, reply.message.id)

    def _toggle_panel(self) -> None:
        if self.sources.current is not None:
            self.sources.close()
            return
        for reply in reversed(self.conversation.answered()):
            if reply.sources:
                self._open_source(reply, 0)
                return
        self.header.panel.setChecked(False)
        self.toast(self.tr("An answer with sources opens here"))

    def _empty_acted(self) -> None:
        question = self.example.text()
        self.ask_offered(question) if question else self.go.emit("documents")

    def _escape(self) -> None:
        """The top popup or panel closes; then writing stops."""
        if self.sides.list_folded and self.chats.isVisible():
            self.sides.close_list()
        elif self.model.writing:
            self.model.stop()
        elif self.sources.current is not None:
            self.sources.close()

    def _menu(self) -> None:
        if (chat := self.model.chat) is not None:
            corner = self.header.menu.mapToGlobal(QPoint(0, self.header.menu.height()))
            self.chats.show_menu(chat.id, corner)

    def _chat_chosen(self) -> None:
        if self.sides.list_folded:
            self.sides.close_list()
        self.composer.setFocus()

    # --- what is shown ---

    def _opened(self) -> None:
        self.sources.close()
        if not self._sending:
            self.drafts.end_editing()
        self.drafts.follow(self._sending)
        self.middle.found_at = -1
        self._fresh = True

    def _sync(self) -> None:
        fresh, self._fresh = self._fresh, False
        replies = self.model.replies()
        self.conversation.show_replies(replies, self.model.marks_unsupported, fresh)
        self.middle.show_messages(bool(replies))
        chat = self.model.chat
        self.header.show_chat(chat.title if chat is not None else "", bool(replies))
        if not replies:
            self.example.find(self.model.base)
            self._show_empty()

    def _show_state(self) -> None:
        if self.empty.isVisibleTo(self):
            self.example.find(self.model.base)
            self._show_empty()
        if self.isVisible():
            self.middle.show_model(self.asking.has_model)

    def _show_empty(self) -> None:
        if not self.isVisible():
            return  # out of sight: `showEvent` says it
        ready = self.kept.ready_questions()
        self.middle.show_empty(self.asking.ready_documents(), self.example.text(), ready)

    def _source_changed(self) -> None:
        shown = self.sources.current is not None
        self.header.panel.setChecked(shown)
        self.sides.show_panel(shown)
        self.conversation.set_active(self.sources.message, self.sources.index)

    # --- what the window says ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_state()

    def shown(self) -> None:
        self.composer.setFocus()

    def open_view(self, name: str) -> None:
        open_address(self, name)

    def base_changed(self, base: str) -> None:
        self.composer.show_filters(Filters())
        self.model.base_changed()

    def find_here(self) -> bool:
        self.header.open_search()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text() and not event.modifiers():
            self.composer.setFocus()
            self.composer.edit.insertPlainText(event.text())
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.middle.retranslate()
        self._show_state()
