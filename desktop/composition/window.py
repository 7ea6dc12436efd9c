"""Builds the window's frame; the pages are built by the modules beside this one."""

from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.app import Application
from desktop.composition import parts
from desktop.core.unexpected import UNEXPECTED
from desktop.features.health.viewmodels.engine_notices_model import EngineNoticesModel
from desktop.features.health.views.engine_banner import EngineBanner
from desktop.storage.database import note_damage
from desktop.ui.i18n import placeholders
from desktop.ui.i18n.problems import advice, name_models
from desktop.ui.i18n.translatable import translate
from desktop.ui.page import Page
from desktop.ui.search.search_model import SearchModel
from desktop.ui.window.header import Header
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.window_model import WindowModel
from desktop.ui.window.window_search import WindowSearch
from desktop.ui.window.work_model import WorkModel
from desktop.ui.words.names import name_of
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code, Problem
from workers.contract.paths import shown_name


def open_over(application: Application) -> MainWindow:
    """A window over an application that is there already."""
    window = MainWindow(application.paths.resources, application.settings.values)
    fill(window, application)
    return window


def fill(window: MainWindow, application: Application) -> None:
    """Show what the application holds in a window that is painted already; called once."""
    publisher = application.change_publisher

    def page(name: str) -> Page:
        # A page's module is loaded when the page is first shown: the window opens sooner.
        built: Page = import_module(f"desktop.composition.{name}").build(application, window.theme)
        return built

    def unexpected(problem: Problem) -> None:
        if problem.code is Code.DATA_DAMAGED:  # a row, which nobody looks at when the database is opened
            note_damage(application.paths.database)
        window.toast.show_message(in_full(problem))

    window.destroyed.connect(UNEXPECTED.listen(unexpected))
    window.destroyed.connect(name_models(lambda said: _model_name(application, said)))
    _tell_of_maintenance(window, application)
    window.begin(
        model=WindowModel(
            application.bases,
            application.documents,
            application.model_fetching,
            application.settings,
            publisher,
        ),
        work=WorkModel(application.jobs, application.bases, application.settings, publisher),
        packs=parts.packs(application),
        header=Header(parts.switcher(application), parts.shield(application)),
        notices=EngineBanner(EngineNoticesModel(application.engine_notices, publisher)),
        make_page=page,
    )

    def add_documents() -> None:
        from desktop.features.documents.views.documents_page import DocumentsPage

        window.go("documents")
        documents = window.page("documents")
        assert isinstance(documents, DocumentsPage)
        documents.add_files()

    WindowSearch(
        window,
        add_documents,
        lambda commands, settings: SearchModel(
            application.bases,
            application.documents,
            application.search,
            application.chat_finder,
            commands,
            settings,
        ),
    )


def _model_name(application: Application, said: str) -> str:
    """The name of a model that a problem calls by its id, its file or its folder: one of the catalogue, or
    one that the user added. Else what was said."""
    known = (one for one in application.catalogue.models if said in (one.id, one.file))
    if named := next((name_of(one.record()) for one in known), ""):
        return named
    own = (one for one in application.models.list() if said in (one.id, Path(one.path).name))
    return next((name_of(one) for one in own), said)


def _tell_of_maintenance(window: MainWindow, application: Application) -> None:
    """What is done for the data unasked says only what went wrong; a change of sealed mode is always told."""

    def failed(problem: Problem) -> None:
        words = translate("Maintenance", "No automatic backup was made. %1")
        window.toast.show_message(placeholders.fill(words, in_full(problem)))

    def damaged(base: str, damage: Code) -> None:
        words = {
            Code.STORE_DAMAGED: translate("Maintenance", "The base “%1” is damaged. %2"),
            Code.STORE_GONE: translate("Maintenance", "The folder of the base “%1” is gone. %2"),
        }[damage]
        window.toast.show_message(placeholders.fill(words, base, advice(Problem(damage))))

    shield = parts.shield_model(application)
    shield.setParent(window)

    def tell_of_seal() -> None:
        if words := shield.news():
            window.toast.show_message(words)

    shield.changed.connect(tell_of_seal)
    QTimer.singleShot(0, window, tell_of_seal)
    if notes := application.take_notes():
        window.toast.show_message(" ".join(in_full(note) for note in notes))
    if file := application.backups.cut_off():
        words = translate(
            "Maintenance", "The restoration of %1 was cut off, and nothing of it is here. Begin it again."
        )
        window.toast.show_message(placeholders.fill(words, shown_name(file)))
        application.backups.forget_cut_off()
    application.scheduled_backups.on_failed = failed
    application.daily_check.on_damaged = damaged
