"""Summary, comparison and table of facts over real workers and a model that says a script."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import openpyxl
import psutil
import pytest
from PySide6.QtCore import QUrl

from desktop.app import Application
from desktop.core.future import Future
from desktop.core.jobs.estimate import Estimator
from desktop.features.analysis.domain.analysis import Analysis, AnalysisState, FactState
from desktop.features.analysis.domain.cells import place_of
from desktop.features.analysis.viewmodels import analysis_words
from desktop.features.analysis.views.analysis_page import AnalysisPage
from desktop.ui.viewer.text_canvas import TextCanvas
from tests.helpers.gui import wait_for
from tests.helpers.models import EMBEDDER, embedder
from tests.helpers.scripted_model import scripted
from tests.helpers.window import open_window, running_application
from workers.contract.analysis.comparison import RowChange

T = TypeVar("T")
pytestmark = pytest.mark.timeout(300)
TEMPLATE = "{% for m in messages %}{{ m.role }}\n{{ m.content }}\n{% endfor %}<|assistant|>"
SAID = "Товар передаётся в течение 10 рабочих дней. Луна сделана из зелёного сыра."
CONTRACT = (
    "Поставщик передаёт товар в течение 10 рабочих дней. Цена товара составляет 125 000 рублей. "
    "Споры решаются в Арбитражном суде Пермского края."
)
LATER = CONTRACT.replace("10 рабочих", "15 рабочих").replace("Споры", "Все споры")
LONG = "\n\n".join(
    f"{number}. О порядке номер {number}\n\n"
    + f"Участок {number} принимает товар по накладной. {CONTRACT} " * 9
    for number in range(1, 4)
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Three documents and the model."""
    folder = tmp_path_factory.mktemp("разбор")
    for name, text in {"Договор 1": CONTRACT, "Договор 2": LATER, "Порядок": LONG}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    data = folder / "данные"
    models = data / "models" / EMBEDDER
    models.mkdir(parents=True)
    (models / "embedder").symlink_to(embedder())
    with running_application(data, "ru", base="Закупки") as made:
        made.settings.change(quote_documents=False, self_exam=False)
        script = {"<|assistant|>": SAID}
        model = scripted(folder / "script.gguf", TEMPLATE, script, control=["<|assistant|>"], context=16384)
        added = settled(made.model_fetching.add(model))
        made.models.select(added.id)
        job = made.documents.import_paths(made.bases.current, sorted(folder.glob("*.txt")))
        settled(made.jobs.wait(job.id))
        yield made


def settled(pending: Future[T], seconds: float = 120) -> T:
    wait_for(lambda: pending.completed, seconds)
    return pending.result()


def document(application: Application, name: str) -> str:
    rows = application.documents.list(application.bases.current)
    return next(row.id for row in rows if Path(row.path).stem == name)


def ended(application: Application, analysis: Analysis) -> Analysis:
    return settled(application.analyses.wait(analysis.id))


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What times left are reckoned from: how much of the work is done."""
    told: list[float] = []
    feed = Estimator.feed

    def listen(self: Estimator, now: float, done: float, total: int) -> None:
        told.append(done)
        feed(self, now, done, total)

    monkeypatch.setattr(Estimator, "feed", listen)
    return told


def test_a_summary_survives_the_death_of_its_worker_and_says_only_what_is_there(
    application: Application, fed: list[float]
) -> None:
    base, killed = application.bases.current, []
    saved = application.analyses.rows.save_part
    made = application.summaries.begin(base, document(application, "Порядок"))

    def die_after_the_first(analysis: str, place: str, part: object) -> None:
        saved(analysis, place, part)
        places.append(place)
        if place == "0/0":
            chat = next(one for one in psutil.Process().children() if "chat" in one.cmdline())
            chat.kill()
            killed.append(chat.pid)

    places: list[str] = []
    application.analyses.rows.save_part = die_after_the_first  # type: ignore[method-assign]
    try:
        assert ended(application, made).state is AnalysisState.DONE
    finally:
        del application.analyses.rows.save_part  # type: ignore[attr-defined]
    summary = application.summaries.summary(made.id)
    assert killed and places.count("0/0") == 1, "what was made is not made again"
    first = [done for done in fed if 0 < done < 1]
    assert first == sorted(first) and first[-1] > 0.5, "the first part tells how far it is"
    assert summary.whole is not None and len(summary.parts) == summary.total == 3
    for part in (summary.whole, *summary.parts):
        assert "Луна" not in part.text and part.left_out == 1
        assert part.sentences and all(one.citations for one in part.sentences)
        assert "10 рабочих дней" in part.citations[0].quote
        assert all(" ".join(place.quote.split()) in " ".join(LONG.split()) for place in part.citations)
    again = application.summaries.begin(base, document(application, "Порядок"))
    assert again.id == made.id and again.state is AnalysisState.DONE


def test_a_table_of_facts_has_its_places_and_says_what_a_document_does_not(
    application: Application, fed: list[float], tmp_path: Path
) -> None:
    documents = [document(application, name) for name in ("Договор 1", "Договор 2")]
    question = "В какой срок передаётся товар?"
    made = application.facts.begin(application.bases.current, documents, [question, "", question])
    assert ended(application, made).state is AnalysisState.DONE
    cells = application.facts.cells(made.id)
    first, second = (cells[place_of(one, 0)] for one in documents)
    assert first.state is FactState.ANSWERED and "10 рабочих дней" in first.citations[0].quote
    assert second.state is FactState.ABSENT, "fifteen days are not ten"
    assert fed == sorted(fed) and any(0 < done < 1 for done in fed), "the first cell tells how far it is"
    target = tmp_path / "таблица.xlsx"
    assert settled(application.workbooks.export(made, target, analysis_words.workbook_words())) == 1
    book = openpyxl.load_workbook(target)
    table = book.worksheets[0]
    assert [cell.value for cell in table[1]] == [analysis_words.workbook_words().document, question]
    assert "10 рабочих дней" in table["B2"].comment.text
    assert table["B3"].value == analysis_words.workbook_words().absent
    assert book.worksheets[1].max_row == 1 + len(first.citations)


def test_the_window_makes_them_and_shows_where_it_stands(application: Application) -> None:
    first, second = (document(application, name) for name in ("Договор 1", "Договор 2"))
    with open_window(application) as window:
        window.go(f"analysis:compare/{second},{first}")
        page = window.page("analysis")
        assert isinstance(page, AnalysisPage)
        wait_for(lambda: page.model.compared is not None, 60)
        assert page.model.compared is not None
        result, rows = page.model.compared
        assert [row.change for row in rows] == [RowChange.CHANGED, RowChange.SAME, RowChange.CHANGED]
        assert [row.figures for row in rows] == [True, False, False]
        shown = page.comparison.text.toPlainText()
        assert "15 рабочих" in shown and "125 000" not in shown, "what is the same is folded"
        assert result.rows == {"changed": 2, "same": 1}
        window.go(f"analysis:summary/{first}")
        wait_for(lambda: page.model.summary().whole is not None, 120)
        wait_for(lambda: "10 рабочих дней" in page.summary.whole.text.toPlainText(), 10)
        page.summary.whole.text.anchorClicked.emit(QUrl("place:1"))
        canvas = page.panel.viewer.canvas
        wait_for(
            lambda: isinstance(canvas.shown, TextCanvas) and "10 рабочих дней" in canvas.shown.marked(), 60
        )
        assert page.panel.isVisible()
        window.go(f"analysis:facts/{first},{second}")
        page.form.field.setPlainText("В какой срок передаётся товар?\n\n")
        page.form.start.click()
        wait_for(lambda: "10 рабочих дней" in (page.facts.model.index(0, 1).data() or ""), 60)
        page.model.remove()
        assert page.model.current is not None and page.model.current.kind.value == "summary"
