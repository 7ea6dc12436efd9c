"""What tuning needs of its neighbours, as Protocols."""

from pathlib import Path
from typing import Protocol

from desktop.core.entities import Document, ModelRecord
from desktop.core.future import Future
from desktop.core.training_entities import Component, Example


class Examples(Protocol):
    """Implemented by `ExampleService`."""

    def approved(self, base: str) -> list[Example]: ...
    def data_hash(self, base: str) -> str: ...


class Models(Protocol):
    """Implemented by `ModelService`."""

    def list(self) -> list[ModelRecord]: ...
    def get(self, model: str) -> ModelRecord: ...
    def selected(self, base: str) -> ModelRecord | None: ...
    def embedder(self) -> Path | None: ...
    def ensure_sound(self, model: str) -> Future[ModelRecord]: ...
    def add(self, path: Path | str) -> Future[ModelRecord]: ...


class Documents(Protocol):
    """Implemented by `DocumentService`."""

    def get(self, base: str, document: str) -> Document | None: ...


class TuningComponent(Protocol):
    """Implemented by `ComponentService`."""

    def state(self) -> Component: ...
    def python(self) -> Path | None: ...
    def require_allowed(self) -> None: ...
