"""A trained model as the registry has it, for tests of what the window says of it."""

from datetime import UTC, datetime

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.training_entities import Adapter
from desktop.features.training.adapter_repository import SqlAdapters

WHEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def put_adapter(
    application: Application, active: bool = True, documents: tuple[str, ...] = (), model: str = ""
) -> Adapter:
    """A row in the registry of the current base, on the base's model (or another one), announced."""
    base = application.bases.current
    selected = application.models.selected(base)
    assert selected is not None
    adapter = Adapter(
        id="11111111-2222-4333-8444-555555555555",
        base=base,
        name="Голос компании",
        model=model or selected.id,
        model_sha256=selected.sha256,
        path=str(application.paths.data / "adapters" / "one.gguf"),
        sha256="0" * 64,
        size=1000,
        created=WHEN,
        strength=0.8,
        active=active,
        rank=8,
        rows=150,
        documents=documents,
        document_names=tuple(f"{document}.pdf" for document in documents),
    )
    SqlAdapters(application.database.session, application.paths.data).save(adapter)
    application.change_publisher(Changes(adapters_of=frozenset({base})))
    return adapter
