"""The computer a folder is made for: its system and Pythons, what the lock's conditions say there."""

from collections.abc import Iterator
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

SYSTEMS = {"linux": "linux", "windows": "win32"}
# Newest glibc that wheels may ask for: that of Debian 12.
_GLIBC = 36


@dataclass(frozen=True, slots=True)
class Target:
    """`platform` "linux" or "windows", `machine` "x86_64" or "aarch64", `python` as "3.11"."""

    platform: str
    machine: str
    python: str

    @property
    def system(self) -> str:
        """As Python's `sys.platform` calls it."""
        return SYSTEMS[self.platform]

    def wants(self, marker: str) -> bool:
        """Whether a package with this condition ("" = none) is needed there."""
        if not marker:
            return True
        windows = self.platform == "windows"
        return Marker(marker).evaluate(
            {
                "implementation_name": "cpython",
                "implementation_version": f"{self.python}.0",
                "os_name": "nt" if windows else "posix",
                "platform_machine": "AMD64" if windows and self.machine == "x86_64" else self.machine,
                "platform_python_implementation": "CPython",
                "platform_release": "",
                "platform_system": "Windows" if windows else "Linux",
                "platform_version": "",
                "python_full_version": f"{self.python}.0",
                "python_version": self.python,
                "sys_platform": self.system,
                "extra": "",
            }
        )

    def tags(self) -> Iterator[str]:
        """pip's arguments that choose wheels for it instead of for the computer pip runs on."""
        yield from ("--implementation", "cp", "--python-version", self.python)
        yield from ("--abi", f"cp{self.python.replace('.', '')}", "--abi", "abi3", "--abi", "none")
        for platform in self._platforms():
            yield from ("--platform", platform)

    def takes(self, wheel: str) -> bool:
        """Whether a wheel of this file name is for it."""
        version = tuple(int(part) for part in self.python.split("."))
        number = self.python.replace(".", "")
        platforms = self._platforms()
        supported = {*cpython_tags(version, [f"cp{number}"], platforms)}
        supported |= {*compatible_tags(version, f"cp{number}", platforms)}
        return not supported.isdisjoint(parse_wheel_filename(wheel)[3])

    def _platforms(self) -> list[str]:
        if self.platform == "windows":
            return ["win_amd64" if self.machine == "x86_64" else "win_arm64"]
        oldest = 5 if self.machine == "x86_64" else 17
        named = [f"manylinux_2_{minor}_{self.machine}" for minor in range(_GLIBC, oldest - 1, -1)]
        return [*named, f"manylinux2014_{self.machine}", f"linux_{self.machine}"]

    def uv(self) -> list[str]:
        """uv's arguments for the same."""
        machine = "x86_64" if self.machine == "x86_64" else "aarch64"
        kind = "pc-windows-msvc" if self.platform == "windows" else "manylinux_2_28"
        triple = f"{machine}-{kind}"
        return ["--python-platform", triple, "--python-version", self.python]
