"""The folder of data goes to another disk: whether it can, and the beginning of it; the rest is done when
nothing is open any more (`desktop.moving`)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop import moving
from desktop.core.future import Future
from desktop.core.jobs.background import Background
from desktop.features.backup.services.leftover_service import size_of
from desktop.paths import AppPaths
from workers.contract.codes import Code, ProblemError

_FOLDER = "Bukvar"  # made in a folder that other files lie in


class DataMover:
    """Made for the settings. `working` says whether a job runs or an answer is written; `move_to` closes
    the program and begins it again with the move."""

    def __init__(
        self,
        paths: AppPaths,
        working: Callable[[], bool],
        move_to: Callable[[Path], None],
        background: Background,
    ) -> None:
        self._paths, self._working = paths, working
        self._move_to, self._background = move_to, background

    def target(self, chosen: Path) -> Path:
        """Where the data would lie: the chosen folder, or a new one in it where it holds other files. Raises
        BUSY while something runs, and as `moving.check_target`."""
        if self._working():
            raise ProblemError(Code.BUSY, "something runs")
        try:
            moving.check_target(self._paths, chosen)
        except ProblemError as error:
            if error.problem.code is not Code.MOVE_NOT_EMPTY:
                raise
            chosen = chosen / _FOLDER
            moving.check_target(self._paths, chosen)
        return chosen

    def size(self) -> int:
        """Bytes that are copied, settings and logs included where they lie there."""
        return size_of(self._paths.data)

    def begin(self, target: Path) -> None:
        """Close, move, open again. Raises as `target`."""
        self._move_to(self.target(target))

    def former(self) -> tuple[Path, int] | None:
        """The folder that the data were moved out of, and its bytes, while it is there."""
        folder = moving.former_folder(self._paths)
        return (folder, size_of(folder)) if folder is not None else None

    def remove_former(self) -> Future[None]:
        """Delete the old copy. Rejects with why the disk refuses it."""
        return self._background.run(partial(moving.remove_former, self._paths))
