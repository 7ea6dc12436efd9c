"""Knowledge bases: making, naming, choosing, removing."""

import builtins
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.changes import Changes
from desktop.core.entities import KnowledgeBase, TaskWay
from desktop.core.future import Future, spawn
from desktop.core.ports import BaseRepository, Paths, Publisher, Workers
from desktop.core.requests import new_id, start
from desktop.settings.store import SettingsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.paths import shown_name
from workers.contract.specs.bases import TOMBSTONE, BaseRef
from workers.contract.specs.jobs import Job, Kind

_LONGEST_NAME = 200


class BaseService:
    """Made by the application. `before_removal` are told the id of a base that is about to go; `was_read`
    says whether texts of a base were stored."""

    def __init__(
        self,
        workers: Workers,
        rows: BaseRepository,
        settings: SettingsStore,
        paths: Paths,
        publish: Publisher,
        embedder: Callable[[], Path | None],
    ) -> None:
        self._workers, self._rows, self._settings = workers, rows, settings
        self._paths, self._publish, self._embedder = paths, publish, embedder
        self.before_removal: builtins.list[Callable[[str], None]] = []
        self.was_read: Callable[[str], bool] = lambda base: False

    # --- what there is ---

    def list(self) -> builtins.list[KnowledgeBase]:
        """All bases, the oldest first."""
        return self._rows.list()

    def get(self, base: str) -> KnowledgeBase:
        """Raises BASE_UNKNOWN."""
        found = self._rows.get(base)
        if found is None:
            raise ProblemError(Code.BASE_UNKNOWN, name=base)
        return found

    def by_name(self, name: str) -> KnowledgeBase:
        """The base of that name (case does not count); raises BASE_UNKNOWN."""
        found = self._named(name)
        if found is None:
            raise ProblemError(Code.BASE_UNKNOWN, name=name)
        return found

    @property
    def current(self) -> str:
        """Id of the base in the window; "" when there is none."""
        bases = [base.id for base in self._rows.list()]
        chosen = self._settings.values.current_base
        return chosen if chosen in bases else next(iter(bases), "")

    def searchable(self) -> bool:
        """Whether the search model is here."""
        return self._embedder() is not None

    def ref(self, base: str) -> BaseRef:
        """How `knowledge` is told of a base; raises BASE_UNKNOWN, EMBEDDER_MISSING."""
        found = self.get(base)
        embedder = self._embedder()
        if embedder is None:
            raise ProblemError(Code.EMBEDDER_MISSING)
        folder = str(self._paths.base_folder(found.id))
        return BaseRef(found.id, folder, str(embedder), found.server, self.was_read(found.id))

    # --- what the user does ---

    def create(self, name: str, server: str = "") -> KnowledgeBase:
        """A new, empty base; the first one becomes the current one. Raises BASE_EXISTS, BASE_UNKNOWN (for an
        empty name)."""
        base = KnowledgeBase(new_id(), self._free_name(name), datetime.now(UTC), server)
        self._rows.save(base)
        if self.current == base.id:
            self._settings.change(current_base=base.id)
        self._publish(Changes(bases=True))
        return base

    def create_for(self, paths: Sequence[str], fallback: str) -> KnowledgeBase:
        """A new base for these files, made the current one; see `named_after`. Raises as `create`."""
        base = self.create(named_after(paths, fallback))
        self.select(base.id)
        return base

    def rename(self, base: str, name: str) -> None:
        """Raises BASE_EXISTS, BASE_UNKNOWN."""
        self._change(base, name=self._free_name(name, base))

    def select(self, base: str) -> None:
        """Make a base the current one; remembered."""
        self.get(base)
        self._settings.change(current_base=base)
        self._publish(Changes(bases=True))

    def set_way(self, base: str, way: AnswerMode) -> None:
        """How questions of this base are answered."""
        self._change(base, way=way, task="")

    def set_task(self, base: str, task: str) -> None:
        """Answer with what was chosen for a task; "" and a task without a choice: by the way."""
        self._change(base, task=task if self.get(base).doing(task) else "")

    def choose_for(self, base: str, way: TaskWay | None, task: str) -> None:
        """Have a task done so from now on (None = as everything else is)."""
        found = self.get(base)
        others = tuple(one for one in found.tasks if one.task != task)
        tasks = (*others, way) if way is not None else others
        self._change(base, tasks=tasks, task=found.task if way is not None or found.task != task else "")

    def set_model(self, base: str, model: str) -> None:
        """The base's own model; "" = the user's choice."""
        self._change(base, model=model)

    def remove(self, base: str) -> Future[None]:
        """Remove a base with its documents, chats and index; the user's files are not touched."""
        found = self.get(base)
        return spawn(self._remove(found))

    def sweep(self) -> builtins.list[str]:
        """At start-up: ids of bases whose removal was cut off; their folders are deleted now."""
        if not self._paths.bases.is_dir():
            return []
        known = {base.id for base in self._rows.list()}
        left = [folder for folder in self._paths.bases.iterdir() if (folder / TOMBSTONE).exists()]
        removed = [folder.name for folder in left if folder.name not in known]
        for name in removed:
            spawn(self._drop(BaseRef(name, str(self._paths.base_folder(name)), str(self._embedder() or ""))))
        return removed

    async def _remove(self, base: KnowledgeBase) -> None:
        for listener in self.before_removal:
            listener(base.id)
        folder = self._paths.base_folder(base.id)
        ref = BaseRef(base.id, str(folder), str(self._embedder() or ""), base.server)
        if folder.is_dir():
            (folder / TOMBSTONE).touch(mode=0o600)
        self._rows.remove(base.id)
        if self._settings.values.current_base == base.id:
            self._settings.change(current_base=self.current)
        self._publish(Changes(bases=True))
        await self._drop(ref)

    async def _drop(self, ref: BaseRef) -> None:
        if self._paths.base_folder(ref.id).is_dir() or ref.server:
            await start(self._workers, Kind.KNOWLEDGE, Job.DROP, to_json(ref))

    def _change(self, base: str, **values: object) -> None:
        changed = replace(self.get(base), **values)  # type: ignore[arg-type]
        self._rows.save(changed)
        self._publish(Changes(bases=True))

    def _free_name(self, name: str, base: str = "") -> str:
        wanted = shown_name(" ".join(name.split()))[:_LONGEST_NAME]
        if not wanted:
            raise ProblemError(Code.BASE_UNKNOWN, name=name)
        taken = self._named(wanted)
        if taken is not None and taken.id != base:
            raise ProblemError(Code.BASE_EXISTS, name=wanted)
        return wanted

    def _named(self, name: str) -> KnowledgeBase | None:
        wanted = shown_name(" ".join(name.split())).casefold()
        return next((base for base in self._rows.list() if base.name.casefold() == wanted), None)


def named_after(paths: Sequence[str], fallback: str) -> str:
    """A base's name: that of the first folder among the paths, else `fallback`."""
    return next((Path(path).name for path in paths if Path(path).is_dir()), "") or fallback
