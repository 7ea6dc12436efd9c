"""Processor, memory and graphics cards of this computer."""

from dataclasses import dataclass, field

from workers.contract.engine import EngineReport


@dataclass(frozen=True, slots=True)
class HardwareSpec:
    """Look at this computer; free disk space is measured at `folder`. `prove_again`: forget which engines
    have proved themselves, and try them all anew."""

    folder: str
    prove_again: bool = False


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics card; `backend` as llama.cpp names it ("" = it cannot use the card). `shared`: its memory is
    a part of the computer's own."""

    name: str
    total_bytes: int
    free_bytes: int
    backend: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Hardware:
    """What `probe` found; sizes in bytes. `gpu_build`: this llama.cpp can use a graphics card; `engine`:
    which of its builds it took for this processor ("haswell"; "" where there is only one). `engine_report`:
    what proved itself here and what did not; `search_reports`: the same of search models, by their folder."""

    cpu: str
    cores: int
    threads: int
    avx2: bool
    memory_bytes: int
    memory_free_bytes: int
    disk_free_bytes: int
    gpus: tuple[Gpu, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    gpu_build: bool = False
    system: str = ""
    engine: str = ""
    engine_report: EngineReport | None = None
    search_reports: dict[str, EngineReport] = field(default_factory=dict)
