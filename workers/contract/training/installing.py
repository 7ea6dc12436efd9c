"""Installation of the training component."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class InstallSpec:
    """Install the tuning component: a Python environment of its own in `folder` from the hash-pinned `lock`.
    `wheelhouse`: a folder with the wheels, then no network is used ("" = the configured package index).
    `size`: bytes that must be free on the disk (0 = what the wheelhouse says). `thorough`: what is there is
    compared, file by file, with what its packages say of themselves, and installed again where it differs."""

    folder: str
    lock: str
    wheelhouse: str = ""
    size: int = 0
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class InstallResult:
    """Where the environment is, its size and versions of what matters."""

    python: str
    size: int
    versions: dict[str, str] = field(default_factory=dict)
