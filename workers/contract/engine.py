"""What became of the self-test of the libraries that compute: llama.cpp's back ends for processor and
graphics cards, and the search model. Standard library only.

Before an engine computes for a person for the first time on this computer, a child process lets it compute
something whose result is known (`workers/engines/selftest/engine_choice.py`). What came of it is remembered
until the engine's files, the processor, the cards or their drivers change.
"""

from dataclasses import dataclass
from enum import StrEnum

MEMORY_VARIABLE = "BUKVAR_ENGINES"  # names the file in which workers remember what proved itself
MEMORY_FILE = "engines.json"  # its name in the data folder
PROCESSOR = "CPU"  # `device` of an engine for the processor, as llama.cpp calls it


class EngineResult(StrEnum):
    """How one try ended."""

    PROVED = "proved"
    CRASHED = "crashed"  # its process died; `detail` names the signal or the exit code
    HUNG = "hung"  # it did not end within its time
    DIFFERS = "differs"  # it computes something else; `detail` says by how much
    UNLOADABLE = "unloadable"  # the system cannot open the library, or it is none
    INTERRUPTED = "interrupted"  # somebody else ended the process (memory ran out): proves nothing


@dataclass(frozen=True, slots=True)
class EngineTry:
    """One try: an engine by its short name ("zen4", "haswell", "vulkan"; "built-in" where all is one library;
    of a search model "int8", "exact", "float"), the device it computed on ("CPU", "Vulkan0"; "" when it was
    not known yet), how that ended, a technical detail for the log, and the time it took in seconds."""

    name: str
    device: str
    result: EngineResult
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What computes on this computer, and what was tried before it.

    `chosen`: the engine for the processor ("" when none can be used); `device`: "CPU", or the cards it may
    put layers on, with commas ("Vulkan0"). `build`: the version and the digest of the files that it was
    proved for. `tried` in their order, best first. `proved_at`: seconds since 1970; `seconds`: what all of it
    cost, waiting included. `folder`: where the search model lies that it is about ("" for llama.cpp)."""

    chosen: str = ""
    device: str = ""
    build: str = ""
    tried: tuple[EngineTry, ...] = ()
    proved_at: float = 0.0
    seconds: float = 0.0
    folder: str = ""

    @property
    def usable(self) -> bool:
        """Whether anything can be computed at all."""
        return bool(self.chosen)

    @property
    def failed(self) -> tuple[EngineTry, ...]:
        """The tries that ended badly: with any, something less quick is in use (or nothing). The library of a
        card that cannot be opened is none of them: where there is no driver, there is nothing to use."""
        return tuple(one for one in self.tried if not _went_well(one))

    @property
    def fell_back(self) -> bool:
        """Whether something else than the best is in use."""
        return self.usable and bool(self.failed)


def _went_well(one: EngineTry) -> bool:
    no_driver = one.result is EngineResult.UNLOADABLE and not one.device
    return one.result is EngineResult.PROVED or no_driver
