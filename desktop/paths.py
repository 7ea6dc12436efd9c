"""Where Bukvar keeps things: the system's own folders, everything under one folder of choice, or where an
administrator wants it."""

import contextlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.data_place import FILE, read_place
from desktop.settings.policy import NO_POLICY, Policy
from workers.contract.codes import Code, ProblemError
from workers.contract.engine import MEMORY_FILE, MEMORY_VARIABLE
from workers.contract.paths import kept_path, shown_name
from workers.disk import write_refused

NAME = "bukvar"
# What an administrator sets for the whole computer lies in `system_folder()`; a user only reads it.
CATALOGUE_FILE = "models.json"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
# Bytes of the path of the data: with a base's folder and file in it, SQLite has 512.
_LONGEST = 440
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in names of files, on one system or another


def system_folder() -> Path:
    """The folder of this computer's administrator: `/etc/bukvar`, `%ProgramData%\\Bukvar`, and on macOS
    `/Library/Application Support/Bukvar`. It may not be there."""
    if sys.platform == "win32":
        import platformdirs

        # Asked of the system: a variable of the environment is the user's to change.
        return platformdirs.site_data_path("Bukvar", appauthor=False)
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Bukvar")
    return Path("/etc") / NAME


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Folders and files of the product; implements `core.ports.Paths`. Made by `standard` or `under`.

    `downloads` lies beside `models`, so that a finished file is renamed within one disk. `pages` is a cache
    of page images; everything is readable by its owner alone (`prepare`). `policy` is what the administrator
    of this computer fixed; `moved`: a person moved the data (`desktop.data_place`);
    `chosen`: the folder that was asked for (`--data-dir`).
    """

    data: Path
    settings_file: Path
    logs: Path
    pages: Path
    resources: Path = RESOURCES
    policy: Policy = NO_POLICY
    moved: bool = False
    chosen: Path | None = None

    @classmethod
    def standard(cls, policy: Policy = NO_POLICY) -> "AppPaths":
        """The folders that the system keeps for an application, or those that the administrator chose."""
        import platformdirs

        data = Path(policy.data_folder) if policy.data_folder else None
        logs = Path(policy.log_folder) if policy.log_folder else None
        try:
            config = platformdirs.user_config_path(NAME, appauthor=False)
            place = read_place(config).data if data is None else ""
            return cls(
                data=data or (Path(place) if place else platformdirs.user_data_path(NAME, appauthor=False)),
                moved=bool(place),
                settings_file=config / "settings.json",
                logs=logs or platformdirs.user_log_path(NAME, appauthor=False),
                pages=platformdirs.user_cache_path(NAME, appauthor=False) / "pages",
                policy=policy,
            )
        except RuntimeError:  # nobody knows the home of this user: `prepare` says so
            return cls.under(Path("~"), policy)

    @classmethod
    def under(cls, folder: Path, policy: Policy = NO_POLICY) -> "AppPaths":
        """Everything in one folder (`--data-dir`), but for logs that the administrator wants elsewhere."""
        # What a ~ stands for may be unknown (~nobody); then `prepare` refuses it, not making one called "~".
        expanded = Path(os.path.expanduser(folder))
        root = expanded if expanded.parts[:1] and expanded.parts[0].startswith("~") else expanded.absolute()
        logs = Path(policy.log_folder) if policy.log_folder else root / "logs"
        place = read_place(root).data
        data = Path(place) if place else root
        pages = root / "cache" / "pages"
        return cls(data, root / "settings.json", logs, pages, policy=policy, moved=bool(place), chosen=root)

    def anew(self) -> "AppPaths":
        """The same, as it was asked for, after the data were moved."""
        if self.chosen is None:
            return AppPaths.standard(self.policy)
        return AppPaths.under(self.chosen, self.policy)

    def are_outdated(self) -> bool:
        """Whether the data were moved since these paths were made: by whoever held the folder meanwhile."""
        place = "" if self.policy.data_folder else read_place(self.settings_file.parent).data
        return bool(place) and Path(place) != self.data

    @property
    def options(self) -> tuple[str, ...]:
        """What another process of this program is told, to use the same folders."""
        return () if self.chosen is None else ("--data-dir", str(self.chosen))

    @property
    def models(self) -> Path:
        """Model files, a folder a model."""
        return self.data / "models"

    @property
    def catalogues(self) -> Path:
        """Entries of the catalogue that packs brought, a file a pack."""
        return self.data / "catalogues"

    @property
    def bases(self) -> Path:
        """Folders of the knowledge bases, by id."""
        return self.data / "bases"

    @property
    def downloads(self) -> Path:
        """Files that are not whole yet, a folder a model."""
        return self.data / "downloads"

    @property
    def database(self) -> Path:
        """The SQLite file of everything but vectors and texts of documents."""
        return self.data / "bukvar.sqlite"

    @property
    def backups(self) -> Path:
        """Copies of the database from before each upgrade of its schema."""
        return self.data / "backups"

    @property
    def engines(self) -> Path:
        """Where workers remember which engines have proved themselves on this computer; a variable may name
        another file."""
        return Path(os.environ.get(MEMORY_VARIABLE) or self.data / MEMORY_FILE)

    @property
    def lock(self) -> Path:
        """Held by the one process that uses this data folder."""
        return self.data / "bukvar.lock"

    def base_folder(self, base: str) -> Path:
        """The folder that `knowledge` owns for one base."""
        return self.bases / base

    def prepare(self) -> None:
        """Make the folders (mode 0700 where the system has modes); raises FOLDER_NOT_WRITABLE, also for a
        home that nobody knows, SET_BY_ADMINISTRATOR for data elsewhere than the administrator wants
        them, DATA_AWAY for a folder that they were moved to and that is not there."""
        folders = (self.data, self.models, self.bases, self.downloads, self.logs, self.pages)
        for folder in (*folders, self.settings_file.parent):
            if not folder.is_absolute():
                raise ProblemError(
                    Code.FOLDER_NOT_WRITABLE, "the home folder is not known", folder=str(folder)
                )
        self.refuse_odd_names()
        if self.moved and not self.bases.is_dir():  # a disk that is not there; made anew, all would be lost
            raise ProblemError(
                Code.DATA_AWAY, folder=str(self.data), file=str(self.settings_file.with_name(FILE))
            )
        wanted = self.policy.data_folder
        if wanted and not self.data.resolve().is_relative_to(Path(wanted).resolve()):
            raise ProblemError(Code.SET_BY_ADMINISTRATOR, wanted, setting="data_folder")
        for folder in (*folders, self.settings_file.parent):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise write_refused(error, folder) from error
        for folder in folders:
            if os.name == "posix":
                # Of someone else's folder only whether it can be written to counts, which comes next.
                with contextlib.suppress(OSError):
                    folder.chmod(0o700)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise ProblemError(Code.FOLDER_NOT_WRITABLE, folder=str(folder))
        if self.pages.is_relative_to(self.data):
            _close(str(self.pages.parent))
        self._close_to_others()

    def refuse_odd_names(self) -> None:
        """SQLite opens no longer paths, and Qt none that are no text: said here, not otherwise later. Raises
        FOLDER_TOO_LONG, FOLDER_NO_TEXT."""
        length = len(os.fsencode(self.data))
        if length > _LONGEST:
            folder = str(self.data)[:60] + "…"
            raise ProblemError(Code.FOLDER_TOO_LONG, folder=folder, length=length, most=_LONGEST)
        if any("\ud800" <= letter <= "\udfff" for letter in str(self.data)):
            raise ProblemError(Code.FOLDER_NO_TEXT, folder=shown_name(kept_path(str(self.data))))

    def _close_to_others(self) -> None:
        """Once: earlier versions left it to the folder (0700) to keep others from the files in it."""
        with contextlib.suppress(OSError):
            if os.name != "posix" or not self.database.stat().st_mode & 0o077:
                return
            for folder in (self.bases, self.logs, self.backups, self.pages, self.data / "adapters"):
                for top, folders, files in os.walk(folder):
                    for name in (*folders, *files):
                        _close(os.path.join(top, name))
            for file in self.data.iterdir():  # the database last: by it the next start knows
                if file != self.database and file.is_file():
                    _close(str(file))
            _close(str(self.database))


def _close(path: str) -> None:
    if not os.path.islink(path):
        with contextlib.suppress(OSError):
            os.chmod(path, 0o700 if os.path.isdir(path) else 0o600)


def user_path(typed: Path | str) -> Path:
    """The absolute path of what a person typed. A `~name` of whom this computer does not know stays as it is:
    there is no such file then."""
    try:
        return Path(typed).expanduser().absolute()
    except RuntimeError:
        return Path(typed).absolute()


def file_name(words: str) -> str:
    """The words as a part of a file's name on any file system: at most 60 letters and 110 bytes, for two such
    parts with a date and an ending have to stay within 255 bytes."""
    safe = _REFUSED.sub("-", words.rstrip(' \\/:*?"<>|') or words)[:60]  # no mark for that of a question
    return safe.encode("utf-8", "ignore")[:110].decode("utf-8", "ignore").strip()
