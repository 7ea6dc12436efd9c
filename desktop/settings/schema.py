"""The settings of the product, typed. Each has a place in the window; all act at once."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from workers.text.language import LANGUAGES

VERSION = 2
# What the window remembers for itself: no choice that somebody makes by name.
REMEMBERED = (
    "current_base", "first_start_done", "geometry", "splitters", "learn_asked", "readiness_wanted",
    "engines_told", "backups_made", "seal_told", "seal_passphrase",
)  # fmt: skip


# What the language of the window may be: the system's, or one that the product knows.
SYSTEM = "system"
WINDOW_LANGUAGES = (SYSTEM, *LANGUAGES)


class ThemeChoice(StrEnum):
    """Of the window; SYSTEM follows the system's light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class BackupEvery(StrEnum):
    """How often a backup is made by itself."""

    NEVER = "never"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults. Numbers outside `LIMITS` are brought back into them.

    `selected_model` "" = the starter; `geometry` is Qt's saved geometry in base64; `splitters` name → widths
    (px); `sealed` lets no process open a connection; `reviewer` signs decisions on examples ("" = not asked
    yet); `quote_documents`: answers of small models begin with the place itself; `read_thoroughly`: the model
    reads up to four times as much before it answers; `tray_icon`: closing the window
    leaves it in the tray, and with `start_in_background` it is there from the start; `watch_folders`: what
    changes in imported folders is read at once; `learn_asked` bases whose question "how should Bukvar learn
    this?" was seen; `self_exam` looks at a base after its first indexing,
    and `readiness_wanted` are the bases whose look was begun and is no exam yet; `engines_told` ends of
    self-tests that were told; `seal_told` is when the last change of sealed mode was that a person was told
    of, `seal_passphrase` the hash of what is asked for before a command opens anything; `backup_every`:
    into `backup_folder`, where the latest `backups_kept` stay of `backups_made`, the paths of those that
    were made by schedule; `threads`, `context`, `passages` 0 = chosen by the product; `gpu_layers` -1 = as
    many as fit; `idle_unload_minutes` 0 = a model stays in memory.
    `mirror` is a folder or an address where models are looked for first; of `pack_keys` (public keys,
    hexadecimal) one must have signed a model pack, where there are any.
    """

    language: str = SYSTEM
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100
    reduced_motion: bool = False
    mark_unsupported: bool = True
    quote_documents: bool = True
    read_thoroughly: bool = False
    watch_folders: bool = True
    notify_long: bool = True
    tray_icon: bool = False
    start_in_background: bool = False
    self_exam: bool = True
    sealed: bool = False
    seal_told: str = ""
    seal_passphrase: str = ""
    current_base: str = ""
    selected_model: str = ""
    first_start_done: bool = False
    geometry: str = ""
    splitters: dict[str, list[int]] = dataclasses.field(default_factory=dict)
    reviewer: str = ""
    learn_asked: list[str] = dataclasses.field(default_factory=list)
    readiness_wanted: list[str] = dataclasses.field(default_factory=list)
    engines_told: list[str] = dataclasses.field(default_factory=list)
    idle_unload_minutes: int = 15
    backup_every: BackupEvery = BackupEvery.NEVER
    backup_folder: str = ""
    backups_kept: int = 3
    backups_made: list[str] = dataclasses.field(default_factory=list)
    mirror: str = ""
    pack_keys: list[str] = dataclasses.field(default_factory=list)
    # For experts.
    context: int = 0
    threads: int = 0
    gpu_layers: int = -1
    passages: int = 0


LIMITS = {
    "text_size": (75, 200),
    "idle_unload_minutes": (0, 24 * 60),
    "backups_kept": (1, 30),
    "context": (0, 131072),
    "threads": (0, 256),
    "gpu_layers": (-1, 1000),
    "passages": (0, 30),
}

APPEARANCE = frozenset({"language", "theme", "text_size", "reduced_motion"})
"""How the window looks: nothing that it shows is another thing for it."""

PLACES = frozenset({"geometry", "splitters"})
"""Where the window and its parts stand: kept for the next start, and nobody is told."""


def within_limits(settings: Settings) -> Settings:
    """The settings with every number inside `LIMITS`; a language that is unknown here is the system's."""
    changed = {
        name: min(max(getattr(settings, name), low), high)
        for name, (low, high) in LIMITS.items()
        if not low <= getattr(settings, name) <= high
    }
    if settings.language not in WINDOW_LANGUAGES:
        settings = dataclasses.replace(settings, language=SYSTEM)
    return dataclasses.replace(settings, **changed) if changed else settings
