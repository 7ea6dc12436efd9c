"""The certificate saved from the window: which file, which language, and what is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app import Application
from desktop.core.entities import Document, DocumentState, documents_hash
from desktop.core.exam_entities import Candidate, Exam
from desktop.core.review.rows import RowState
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.views.certificate import save_certificate
from tests.conftest import Complaints
from tests.helpers.exam_rows import put_exam, put_questions, questions
from tests.helpers.training_rows import put_model
from tests.helpers.window import running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Mark


@pytest.fixture
def application(tmp_path: Path, complaints: Complaints) -> Iterator[Application]:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "данные", base="Рога/копыта") as application:
        yield application


@pytest.fixture
def exam(application: Application, tmp_path: Path) -> Exam:
    model = put_model(application, tmp_path / "модели")
    base = application.bases.current
    rows = questions(base, 40, 8, state=RowState.APPROVED, reviewed_by="Анна Ильина")
    put_questions(application, rows)
    marks = {
        Candidate(AnswerMode.DOCUMENTS, model.id): {Mark.RIGHT: 31, Mark.WRONG: 6, Mark.REFUSED: 3},
        Candidate(AnswerMode.MODEL, model.id): {Mark.RIGHT: 11, Mark.WRONG: 21, Mark.INVENTED: 8},
    }
    return put_exam(application, rows, marks)


class Dialog:
    """The system's dialog as a user leaves it: `path`, and the line of `form` and `language`."""

    def __init__(self, path: Path | None, form: str = "PDF", language: str = "Russian") -> None:
        self.path, self.form, self.language, self.offered = path, form, language, ""

    def __call__(self, parent: QWidget, title: str, name: str, kinds: str, first: str) -> tuple[str, str]:
        self.offered = name
        wanted = [kind for kind in kinds.split(";;") if self.form in kind and self.language in kind]
        return (str(self.path), wanted[0]) if self.path else ("", "")


def _save(application: Application, exam: Exam) -> str:
    name = application.bases.get(exam.base).name
    return save_certificate(application.certificates, name, exam, QWidget())


@pytest.mark.parametrize(("language", "wanted"), [("Russian", "31 из 40"), ("English", "31 of 40")])
@pytest.mark.parametrize("form", ["PDF", "HTML"])
def test_it_is_saved_in_the_form_and_language_that_were_chosen(
    application: Application, exam: Exam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str,
    language: str, wanted: str,
) -> None:  # fmt: skip
    # The name that was offered ends with .pdf whatever is chosen beside it.
    dialog = Dialog(tmp_path / "свидетельство.pdf", form, language)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    told = _save(application, exam)
    assert Path(dialog.offered).name == "Exam certificate, Рога-копыта.pdf"
    file = tmp_path / f"свидетельство.{form.lower()}"
    assert told == f"The certificate is saved: {file.name}"
    if form == "HTML":
        said = file.read_text(encoding="utf-8")
    else:
        with pypdfium2.PdfDocument(file) as document:
            assert len(document) == 1
            said = document[0].get_textpage().get_text_range()
    assert wanted in said and "Анна Ильина" in said


def test_a_file_that_nobody_was_asked_about_stays(
    application: Application, exam: Exam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "отчёт.html").write_text("чужой", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", Dialog(tmp_path / "отчёт.pdf", "HTML"))
    assert save_certificate(
        application.certificates, application.bases.get(exam.base).name, exam, QWidget()
    ).endswith("отчёт (1).html")
    assert (tmp_path / "отчёт.html").read_text(encoding="utf-8") == "чужой"


def test_calling_off_saves_nothing_and_a_bad_folder_is_told(
    application: Application, exam: Exam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", Dialog(None))
    assert _save(application, exam) == ""
    (tmp_path / "файл").write_text("")
    for form in ("PDF", "HTML"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", Dialog(tmp_path / "файл" / "a.pdf", form))
        assert "cannot be written" in save_certificate(
            application.certificates, application.bases.get(exam.base).name, exam, QWidget()
        )


def test_a_certificate_says_that_the_documents_are_others_now(application: Application, exam: Exam) -> None:
    # The exam was held on documents that this base does not have.
    assert "documents have changed since" in application.certificates.render(exam.id, "en").html


def test_the_count_and_the_hash_are_of_the_same_documents(application: Application, exam: Exam) -> None:
    base = application.bases.current
    rows = [
        Document(f"d{at}", base, f"/дом/{at}.pdf", state, content * 64, chunks=3)
        for at, (state, content) in enumerate([
            (DocumentState.READY, "a"), (DocumentState.COPY, "a"), (DocumentState.CHANGED, "b"),
            (DocumentState.UNREACHABLE, "c"),
        ])
    ]  # fmt: skip
    application.documents._store.put(rows)
    held = replace(exam, documents_hash=documents_hash(rows))
    SqlExams(application.database.session).save(held)
    # What was read once and says nothing now is neither counted nor in the hash.
    unread = Document("d8", base, "/дом/8.pdf", DocumentState.FAILED, "e" * 64, code="password")
    waiting = Document("d9", base, "/дом/9.pdf", DocumentState.QUEUED, "f" * 64)
    gone = Document("d7", base, "/дом/7.pdf", DocumentState.MISSING, "7" * 64, chunks=3)
    application.documents._store.put([unread, waiting, gone])
    said = application.certificates.render(exam.id, "en").html
    assert "3 documents in the base now" in said and "changed since" not in said
    assert held.documents_hash[:12] in said
    application.documents._store.put([replace(rows[1], state=DocumentState.READY, content="d" * 64)])
    said = application.certificates.render(exam.id, "en").html
    assert "4 documents in the base now" in said and "documents have changed since" in said
