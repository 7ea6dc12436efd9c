"""What opens over the pages of a full window: viewer, analyses, search, lists, menus and questions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import Application
from desktop.core.consent import Opening
from desktop.core.exam_entities import Exam
from desktop.features.analysis.views.analysis_page import AnalysisPage
from desktop.features.chat.views.chat_page import ChatPage
from desktop.features.chat.views.why_dialog import WhyDialog
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.features.exam.views.results_view import ResultsView
from desktop.features.health.domain.health import ReportPart
from desktop.features.health.views.health import HealthSection, SupportDialog
from desktop.features.models.views.models_page import ModelsPage
from desktop.ui.dialogs.consent import ConsentQuestions
from desktop.ui.dialogs.web_page import offer_web_page
from desktop.ui.pages.settings.about import AboutSection
from desktop.ui.viewer.viewer_page import ViewerPage
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.window_search import WindowSearch
from tests.pictures import faults, kept_pages, made_analyses
from tests.pictures.kept_pages import KeptPages

W = TypeVar("W", bound=QWidget)
Scene = Callable[[Application, MainWindow], object]
_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def without_workers(application: Application, folder: Path) -> None:
    """Documents, searches and comparisons are there at once; before the window is opened."""
    application.pages = KeptPages(application, folder)  # type: ignore[assignment]
    named = [(one.id, Path(one.path).name) for one in application.documents.list(application.bases.current)]

    def search(base: str, question: str, *_: object, **__: object) -> object:
        return kept_pages.found(named[:3], question)

    application.search.search = search  # type: ignore[method-assign, assignment]
    application.comparisons.rows = made_analyses.compared  # type: ignore[method-assign]
    made_analyses.put(application)


def close_all(window: MainWindow) -> None:
    """What a scene has opened."""
    for over in tops(window)[1:]:
        over.reject() if isinstance(over, QDialog) else over.close()
    finder = window.findChild(WindowSearch)
    assert finder is not None
    finder.overlay.close_search()
    chat = window.page("chat")
    assert isinstance(chat, ChatPage)
    chat.sources.close()


def tops(window: MainWindow) -> list[QWidget]:
    """The window, and what stands over it, in the order in which it was opened."""
    over = [
        widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not window
    ]
    return [window, *over]


def grab(window: MainWindow) -> QPixmap:
    """A picture of the window with what stands over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for over in tops(window)[1:]:
        painter.drawPixmap(over.pos() - window.pos(), over.grab())
    painter.end()
    return picture


# --- where ---


def _page(window: MainWindow, view: str, kind: type[W]) -> W:
    """A page, or the part of one, that is in front now."""
    window.go(view)
    page = window.page(view.partition(":")[0])
    for widget in (page, *page.findChildren(kind)):
        if isinstance(widget, kind):
            return widget
    raise LookupError(view)


def _document(application: Application, ending: str) -> str:
    rows = application.documents.list(application.bases.current)
    return next(one.id for one in rows if one.path.endswith(ending) and one.chunks)


# --- documents ---


def _viewer(ending: str, find: str, application: Application, window: MainWindow) -> None:
    document = _document(application, ending)
    window.go(f"document:{document}")
    page = _page(window, f"document:{document}", ViewerPage)
    end = kept_pages.PAGE.index(kept_pages.SENTENCE) + len(kept_pages.SENTENCE)
    page.model.open(document, 1, end - len(kept_pages.SENTENCE), end)
    if find:
        page.find_here()
        page.viewer.bar.field.setText(find)
        page.viewer.tools.thumbnails.click()


def _beside(application: Application, window: MainWindow) -> None:
    chat = _chat(window)
    chat.open_number(1)
    chat.sources.document.open(_document(application, ".pdf"), 1, 12, 60)


def _chat(window: MainWindow) -> ChatPage:
    page = _page(window, "chat", ChatPage)
    page.model.open(page.model.chats()[0].id)
    return page


def _chosen_documents(window: MainWindow, count: int) -> DocumentsPage:
    page = _page(window, "documents", DocumentsPage)
    page.table.clearSelection()
    for at in range(count):
        index = page.table.model().index(at, 0)
        page.table.selectionModel().select(index, _ROWS)
    return page


# --- analyses, exams ---


def _analysis(name: str, _: Application, window: MainWindow) -> AnalysisPage:
    page = _page(window, "analysis", AnalysisPage)
    page.model.show(name)
    return page


def _questions_of_a_table(application: Application, window: MainWindow) -> None:
    window.go(f"analysis:facts/{_document(application, '.pdf')},{_document(application, '.docx')}")


def _earlier_analyses(application: Application, window: MainWindow) -> None:
    _analysis(made_analyses.SUMMARY, application, window).earlier.click()


def _answers(application: Application, window: MainWindow) -> None:
    exam = application.exams.list(application.bases.current)[0]
    window.go(f"exam:answers/{exam.id}/{exam.candidates[-1].key}/{exam.questions[at_wrong(exam)]}")


def at_wrong(exam: Exam) -> int:
    """The number of a question with reasons on both sides."""
    return len(exam.questions) // 2


# --- search, lists, menus ---


def _search(words: str, _: Application, window: MainWindow) -> None:
    window.go("documents")
    finder = window.findChild(WindowSearch)
    assert finder is not None
    finder.open()
    finder.overlay.field.setText(words)


def _bases(_: Application, window: MainWindow) -> None:
    window.go("documents")
    window.header.switcher.open_list()


def _ways(_: Application, window: MainWindow) -> None:
    _chat(window).composer.open_ways()


def _strength(_: Application, window: MainWindow) -> None:
    _chat(window).composer.open_strength()


def _filters(_: Application, window: MainWindow) -> None:
    composer = _chat(window).composer
    composer._offer_filters(composer.filter)


def _picker(_: Application, window: MainWindow) -> None:
    _chat(window).composer._offer_documents()


def _menu_of_chat(_: Application, window: MainWindow) -> None:
    chat = _chat(window)
    chat.chats.show_menu(chat.model.chats()[0].id, chat.chats.mapToGlobal(QPoint(20, 160)))


def _rename(_: Application, window: MainWindow) -> None:
    chat = _chat(window)
    item = chat.chats.items()[0]
    chat.chats.rename(item.chat.id, item)


def _menu_of_documents(_: Application, window: MainWindow) -> None:
    table = _chosen_documents(window, 2).table
    table.menu_wanted.emit(table.viewport().mapToGlobal(QPoint(60, 60)))


def _password(_: Application, window: MainWindow) -> None:
    page = _chosen_documents(window, 1)
    page._password.ask(page.add_files_button, ["Договор поставки электродвигателей.docx"], lambda _: None)


def _menu_of_model(application: Application, window: MainWindow) -> None:
    page = _page(window, "models", ModelsPage)
    page._menu(application.models.list()[0].id, page.mapToGlobal(QPoint(300, 300)))


def _details_of_model(application: Application, window: MainWindow) -> None:
    page = _page(window, "models", ModelsPage)
    shown = page._row(application.models.list()[0].id)
    assert shown is not None
    page._show_details(shown)


def _earlier_exams(application: Application, window: MainWindow) -> None:
    page = _page(window, "exam:results", ResultsView)
    page.earlier.open_under(page.table, application.exams.list(application.bases.current)[0].id)


# --- questions ---


def _wrong(_: Application, window: MainWindow) -> None:
    chat = _chat(window)
    chat.commands._put_right(_answered(chat))


def _why(_: Application, window: MainWindow) -> None:
    chat = _chat(window)
    WhyDialog(chat, chat.model.why(_answered(chat))).open()


def _answered(chat: ChatPage) -> str:
    message: str = next(one for one in chat.model.replies() if one.message.citations).message.id
    return message


def _chat_settings(_: Application, window: MainWindow) -> None:
    _chat(window).commands.open_settings()


def _remove_base(_: Application, window: MainWindow) -> None:
    window.go("documents")
    window.header.switcher.ask_to_remove()


def _remove_analysis(application: Application, window: MainWindow) -> None:
    _analysis(made_analyses.SUMMARY, application, window).remove.click()


def _web_page(_: Application, window: MainWindow) -> None:
    offer_web_page(window, "https://example.org/a/long/address?of=a-page#and-a-place-in-it")


def _consent(opening: Opening, _: Application, window: MainWindow) -> None:
    ConsentQuestions(window).ask(opening, "https://models.example.org/zerkalo")


def _report(application: Application, window: MainWindow) -> None:
    window.go("settings:health")
    parts = (ReportPart("versions.txt", "Bukvar\nPython\nQt\n" * 20), ReportPart("log.txt", "…"))
    health = next(one for one in window.page("settings").findChildren(HealthSection))
    SupportDialog(window, health.model, parts).open()


def _licences(application: Application, window: MainWindow) -> None:
    window.go("settings:about")
    about = next(one for one in window.page("settings").findChildren(AboutSection))
    about._show_parts()


SCENES: dict[str, Scene] = {
    "viewer_pages": partial(_viewer, ".pdf", ""),
    "viewer_found": partial(_viewer, ".pdf", "отпуск"),
    "viewer_sheet": partial(_viewer, ".xlsx", ""),
    "viewer_letter": partial(_viewer, ".msg", ""),
    "viewer_gone": partial(_viewer, ".docx", ""),
    "viewer_beside": _beside,
    "analysis_summary": partial(_analysis, made_analyses.SUMMARY),
    "analysis_stopped": partial(_analysis, made_analyses.STOPPED),
    "analysis_comparison": partial(_analysis, made_analyses.COMPARISON),
    "analysis_facts": partial(_analysis, made_analyses.FACTS),
    "analysis_questions": _questions_of_a_table,
    "analysis_earlier": _earlier_analyses,
    "exam_answers_filled": _answers,
    "search_found": partial(_search, "отпуск"),
    "search_commands": partial(_search, ""),
    "list_bases": _bases,
    "list_ways": _ways,
    "list_strength": _strength,
    "list_filters": _filters,
    "list_documents": _picker,
    "list_exams": _earlier_exams,
    "menu_chat": _menu_of_chat,
    "menu_documents": _menu_of_documents,
    "menu_model": _menu_of_model,
    "details_model": _details_of_model,
    "name_chat": _rename,
    "name_password": _password,
    "dialog_wrong": _wrong,
    "dialog_why": _why,
    "dialog_chat_settings": _chat_settings,
    "dialog_remove_base": _remove_base,
    "dialog_remove_analysis": _remove_analysis,
    "dialog_web_page": _web_page,
    "dialog_seal": partial(_consent, Opening.SEAL),
    "dialog_source": partial(_consent, Opening.SOURCE),
    "dialog_report": _report,
    "dialog_licences": _licences,
    **faults.SCENES,
}
