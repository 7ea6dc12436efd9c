"""What of an analysis is kept when its work goes on over documents that have changed meanwhile."""

from dataclasses import replace
from pathlib import Path

from desktop.core.entities import Document, DocumentState, JobState
from desktop.features.analysis.domain.analysis import AnalysisKind
from desktop.features.analysis.domain.cells import place_of
from desktop.storage.repositories import SqlDocuments
from tests.helpers.window import running_application


def test_a_table_asks_documents_with_another_text_again(tmp_path: Path) -> None:
    with running_application(tmp_path / "data", base="Кадры") as application:
        base, analyses = application.bases.current, application.analyses
        papers = [
            Document(name, base, f"/дом/{name}.txt", DocumentState.READY, chunks=1, content=f"{name}-1")
            for name in ("а", "б")
        ]
        SqlDocuments(application.database.session).save(papers)
        made = analyses.begin(base, AnalysisKind.FACTS, ["а", "б"], ["Какой срок?"])
        analyses.pause(made.id)
        for paper in papers:
            analyses.rows.save_part(made.id, place_of(paper.id, 0), {"state": "absent"})
        first, second = made.subjects
        analyses.rows.save(replace(analyses.get(made.id), subjects=(first, replace(second, content="б-0"))))
        job = application.jobs.get(analyses.get(made.id).job)
        assert job is not None and job.state is not JobState.SUCCEEDED
        taken = analyses.taken_up(job)
        assert set(analyses.rows.parts(made.id)) == {place_of("а", 0)}
        assert taken.subjects == made.subjects


def test_a_table_says_of_which_documents_there_is_no_text(tmp_path: Path) -> None:
    with running_application(tmp_path / "data", base="Кадры") as application:
        base, analyses = application.bases.current, application.analyses
        read = [
            Document(name, base, f"/дом/{name}.txt", DocumentState.READY, chunks=1, content=name)
            for name in ("а", "б")
        ]
        unread = Document("в", base, "/дом/в.txt", DocumentState.FAILED)
        SqlDocuments(application.database.session).save([*read, unread])
        made = analyses.begin(base, AnalysisKind.FACTS, ["а", "в", "б"], ["Какой срок?"])
        analyses.pause(made.id)
        assert [one.document for one in made.subjects] == ["а", "в", "б"]
        assert (analyses.gone(made), analyses.outdated(made)) == (["в.txt"], [])
        # Another day: "б" could not be read then and can now, "г" was removed.
        first, third, second = made.subjects
        removed = replace(third, document="г", name="г.txt", content="г")
        analyses.rows.save(
            replace(analyses.get(made.id), subjects=(first, replace(second, content=""), removed))
        )
        for document in ("б", "г"):
            analyses.rows.save_part(made.id, place_of(document, 0), {"state": "no_text"})
        job = application.jobs.get(analyses.get(made.id).job)
        assert job is not None
        taken = analyses.taken_up(job)
        assert [one.name for one in taken.subjects] == ["а.txt", "б.txt", "г.txt"]
        assert taken.subjects[1] == second
        assert set(analyses.rows.parts(made.id)) == {place_of("г", 0)}
