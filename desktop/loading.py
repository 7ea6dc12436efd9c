"""The modules behind a painted window, loaded in portions: between two of them it takes keys and paints."""

import contextlib
import gc
from collections.abc import Callable, Iterator
from importlib import import_module

from PySide6.QtCore import QTimer

# In the order in which they need each other, each with what was not loaded before it: 1 to 50 ms, but 130 of
# sqlalchemy, which loads itself whole.
MODULES = (
    "asyncio",
    "importlib.metadata",
    "psutil",
    "PySide6.QtNetwork",
    "sqlalchemy",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.sqlite",
    "workers.contract.exam",
    "workers.contract.messages",
    "desktop.core.entities",
    "desktop.core.exam_entities",
    "desktop.core.training_entities",
    "desktop.core.jobs.job_service",
    "desktop.storage.tables",
    "desktop.storage.repositories",
    "desktop.features.models.services.pack_service",
    "desktop.features.analysis.services.summaries",
    "desktop.features.backup.services.backup_service",
    "desktop.features.chat.services.chat_service",
    "desktop.features.exam.services.exam_runner",
    "desktop.features.exam.services.readiness_service",
    "desktop.features.training.services.training_runs",
    "desktop.features.advice.services.advisor_service",
    "desktop.features.health.services.health_service",
    "desktop.features.documents.services.living_folders",
    "desktop.features.exam.services.instructions_search",
    "desktop.features.training.services.example_set",
    "desktop.processes.supervisor",
    "desktop.reports.certificate",
    "desktop.reports.security_report",
    "desktop.app",
    "desktop.cli.serving",
    "desktop.reports.paper",
    "desktop.ui.search.search_overlay",
    "desktop.composition.window",
    "desktop.ui.viewer.viewer",
    "desktop.features.chat.views.answer",
    "desktop.features.chat.views.composer",
    "desktop.features.chat.views.chat_page",
    "desktop.composition.chat",
)


def load(done: Callable[[], None]) -> None:
    """Load all of them, one in each round of the event loop from the next one on, then call `done`."""
    names = iter(MODULES)
    QTimer.singleShot(0, lambda: _next(names, done))


def keep_loaded() -> None:
    """What is here by now stays to the end. No look for garbage goes over it again: over all that a window
    loads one takes as long as several frames, and it comes while somebody scrolls."""
    gc.freeze()


def _next(names: Iterator[str], done: Callable[[], None]) -> None:
    name = next(names, None)
    if name is None:
        done()
        return
    with contextlib.suppress(Exception):  # whoever needs it loads it again, and what is wrong is told then
        import_module(name)
    QTimer.singleShot(0, lambda: _next(names, done))
