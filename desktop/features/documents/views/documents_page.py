"""Documents: what the base knows, the work under way, what could not be read."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from desktop.core.entities import Document, JobRecord
from desktop.features.documents.viewmodels import document_rows as rows
from desktop.features.documents.viewmodels.document_rows import DocumentGroup
from desktop.features.documents.viewmodels.documents_model import DocumentsModel
from desktop.features.documents.views.documents_table import documents_table
from desktop.features.documents.views.filter_chips import FilterChips
from desktop.features.documents.views.notices import Notices
from desktop.features.documents.views.password_popup import PasswordPopup
from desktop.features.documents.views.preview import Preview
from desktop.features.documents.views.unread import UnreadColumn
from desktop.features.documents.views.watched_folders import WatchedFolders
from desktop.features.documents.views.whole_actions import WholeActions
from desktop.ui.documents_card import DocumentsCard
from desktop.ui.i18n.placeholders import fill
from desktop.ui.open_file import open_file
from desktop.ui.page import Page
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, EmptyState, JobCard, Label, Menu
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.table import TableCard
from desktop.ui.words.names import counted

JOBS_MS = 250  # time left is said again this often while work runs


class DocumentsPage(Page):
    """Filters add up; *Not read* is hidden at zero; removing can be undone."""

    def __init__(
        self,
        theme: Theme,
        model: DocumentsModel,
        notices: Notices,
        readiness: DocumentsCard,
        preview: Preview,
        folders: WatchedFolders,
    ) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self.cards: dict[str, JobCard] = {}
        layout = column(self, 16, (24, 24, 24, 16))
        layout.addLayout(self._title_row())
        self._jobs = column(None, 8)
        layout.addLayout(self._jobs)
        self.notices = notices
        self.notices.go.connect(self.go)
        layout.addWidget(self.notices)
        self.readiness = readiness
        layout.addWidget(self.readiness)
        layout.addWidget(folders)
        self.folders = folders
        self.empty = EmptyState("folder-open", icon_of_button="plus")
        self.empty.acted.connect(self.add_files)
        self._stack = QStackedWidget()
        for widget in (self._body(), self.empty):
            self._stack.addWidget(widget)
        layout.addWidget(self._stack, 1)
        self.preview = preview
        preview.setParent(self)
        preview.message.connect(self.toast)
        self._password = PasswordPopup(self)
        self._tick = QTimer(self)
        self._tick.setInterval(JOBS_MS)
        self._tick.timeout.connect(self._show_jobs)
        self.model.refreshed.connect(self._show)
        self.model.jobs_changed.connect(self._show_jobs)
        self.model.message.connect(self.toast)
        self.readiness.unread.connect(self._help)
        self.readiness.replaced.connect(lambda _: self.add_files())
        self.readiness.go.connect(self.go)
        self.readiness.message.connect(self.toast)
        self._bind_keys()
        self.retranslate()
        self.model.reload()
        self._show_jobs()

    # --- parts ---

    def _title_row(self) -> QHBoxLayout:
        line = row(None, 8)
        words = column(None, 0)
        self._title, self._counts = Label("", "page_title"), Label("", "body", "tertiary", tabular=True)
        words.addWidget(self._title)
        words.addWidget(self._counts)
        self.add_folder_button = Button("", "outlined", "folder-plus")
        self.add_files_button = Button("", "primary", "plus")
        self.add_folder_button.clicked.connect(self.add_folder)
        self.add_files_button.clicked.connect(self.add_files)
        line.addLayout(words, 1)
        for button in (self.add_folder_button, self.add_files_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _body(self) -> QWidget:
        body = QWidget()
        line = row(body, 24)
        left = column(None, 12)
        self.chips = FilterChips()
        self.chips.chosen.connect(self.model.show_group)
        self.table = documents_table(self.model, lambda document: self.preview.show_document(document))
        self.table.opened.connect(self._open)
        self.table.deleting.connect(self._remove)
        self.table.menu_wanted.connect(self._menu)
        self.card = TableCard(self.table, least=2)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.whole = WholeActions(self.table)
        self.whole.go.connect(self.go)
        for widget in (self.chips, self.whole):
            left.addWidget(widget)
        left.addWidget(self.card, 100)
        left.addStretch(1)
        self.unread = UnreadColumn()
        self.unread.acted.connect(self._help)
        self.unread.retry_all.connect(lambda: self.model.retry(None))
        line.addLayout(left, 1)
        line.addWidget(self.unread)
        return body

    def _bind_keys(self) -> None:
        keys = {"Ctrl+O": self.add_files, "F5": self._read_again, "Escape": self.preview.close_preview}
        for key, act in keys.items():
            scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(act)

    # --- what is shown ---

    def _show(self) -> None:
        documents, pages = self.model.totals()
        of_documents = counted(self.tr("%n document(s)", "", documents), documents)
        words = fill(self.tr("%1, %2"), of_documents, counted(self.tr("%n page(s)", "", pages), pages))
        self._counts.setText(words if documents else self.tr("No documents yet"))
        self.chips.show_counts(self.model.counts, self.model.group)
        unread = self.model.unread()
        self.unread.show_documents(unread)
        self.unread.setVisible(bool(unread))
        self._stack.setCurrentIndex(0 if documents else 1)
        self.card.updateGeometry()

    def _show_jobs(self) -> None:
        jobs = {job.id: job for job in self.model.jobs()}
        for key in [key for key in self.cards if key not in jobs]:
            card = self.cards.pop(key)
            self._jobs.removeWidget(card)
            card.hide()
            card.deleteLater()
        for job in jobs.values():
            card = self.cards.get(job.id) or self._new_card(job)
            text = self.model.job_text(job)
            card.show_job(text.sentence, text.fraction, text.percent, text.subject, text.state)
        if jobs and not self._tick.isActive():
            self._tick.start()
        elif not jobs:
            self._tick.stop()

    def _new_card(self, job: JobRecord) -> JobCard:
        card = JobCard()
        card.paused.connect(lambda: self.model.pause(job.id))
        card.resumed.connect(lambda: self.model.resume(job.id))
        card.cancelled.connect(lambda: self.model.cancel(job.id))
        self.cards[job.id] = card
        self._jobs.addWidget(card)
        return card

    # --- what the user does ---

    def add_files(self) -> None:
        """Only the names are taken here; files are read by the reader processes."""
        paths, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Add files"))
        self._add(paths)

    def add_folder(self) -> None:
        """Ask for a folder and import it; nothing when the question is cancelled."""
        folder = QFileDialog.getExistingDirectory(self.window(), self.tr("Add a folder"))
        self._add([folder] if folder else [])

    def _add(self, paths: list[str]) -> None:
        self.model.add(paths, new_base=self.tr("My documents"))

    def _open(self, document: Document) -> None:
        open_file(self, document.path)

    def _show_in_folder(self, document: Document) -> None:
        open_file(self, str(Path(document.path).parent))

    def _read_again(self) -> None:
        chosen = self.table.selected()
        if chosen:
            self.model.read_again(chosen)
        else:
            self.model.refresh_all()

    def _remove(self) -> None:
        chosen, base = self.table.selected(), self.model.base
        if not chosen:
            return
        removed = [document.id for document in chosen]
        self.notices.model.removing(removed)
        self.model.remove(removed)
        self.toast(
            self.tr("%n document(s) removed from the base", "", len(chosen)),
            self.tr("Undo"),
            lambda: self._undo_remove(base),
        )

    def _undo_remove(self, base: str) -> None:
        self.model.undo_remove(base)
        self.notices.model.forget(base)

    def _menu(self, where: QPoint) -> None:
        chosen = self.table.selected()
        if not chosen:
            return
        first, menu = chosen[0], Menu(self)
        if len(chosen) == 1:
            menu.add(self.tr("Open"), "external-link", "Enter").triggered.connect(lambda: self._open(first))
            look = menu.add(self.tr("Preview"), "eye", self.tr("Space"))
            look.triggered.connect(lambda: self.preview.show_document(first))
            folder = menu.add(self.tr("Show in the folder"), "folder-open")
            folder.triggered.connect(lambda: self._show_in_folder(first))
        if any(document.is_locked for document in chosen):
            menu.add(self.tr("Enter the password"), "key").triggered.connect(
                lambda: self._ask_password(self.table)
            )
        self.whole.add_to(menu)
        menu.add(self.tr("Read again"), "refresh-cw", "F5").triggered.connect(self._read_again)
        menu.add(self.tr("Remove from the base"), "trash-2", "Del").triggered.connect(self._remove)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _help(self, action: str, document: Document, button: QWidget) -> None:
        """The one action of a document that was not read."""
        if action == "password":
            self._ask_password(button)
        elif action == "replace":
            self._replace(document)
        elif action == "show":
            self._show_in_folder(document)
        else:
            self.model.retry([document.id])

    def _ask_password(self, anchor: QWidget) -> None:
        self._password.ask(anchor, [rows.name_of(one) for one in self.model.locked()], self.model.unlock)

    def _replace(self, document: Document) -> None:
        title = fill(self.tr("Choose a file with text instead of %1"), rows.name_of(document))
        path, _ = QFileDialog.getOpenFileName(self.window(), title, str(Path(document.path).parent))
        if path and path != document.path:
            self.model.remove([document.id])
            self.model.add([path])
        elif path:
            self.model.retry([document.id])

    # --- what the window says ---

    def shown(self) -> None:
        self.model.reload()
        self._show_jobs()
        self.table.setFocus()

    def base_changed(self, base: str) -> None:
        self.preview.close_preview()
        self.notices.refresh()
        self.readiness.refresh()
        self.folders.model.refresh()
        self.model.show_group(DocumentGroup.ALL)
        self.model.reload()
        self._show_jobs()

    def search_name(self) -> str:
        return self.tr("Find")

    def search(self, text: str) -> None:
        self.model.search(text)
        self.card.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.fit()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Documents"))
        self.add_folder_button.setText(self.tr("Add a folder"))
        self.add_files_button.setText(self.tr("Add files"))
        self.table.setAccessibleName(self.tr("Documents"))
        self.empty.set_texts(
            self.tr("No documents yet"),
            self.tr("Drag a folder here or choose files."),
            self.tr("Choose files"),
        )
        self._show()
        self._show_jobs()
