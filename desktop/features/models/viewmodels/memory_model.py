"""How the memory of this computer is used."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.hardware_service import HardwareService
from workers.contract.system_memory import system_memory

MEMORY_MS = 2000


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Bytes of one kind of memory: `own` is Bukvar's share, `used` everybody's. `gpu` is its name or ""."""

    gpu: str
    total: int
    used: int
    own: int


class MemoryModel(QObject):
    """Signals: `changed` every two seconds while `timer` runs."""

    changed = Signal()

    def __init__(self, hardware: HardwareService, own_memory: Callable[[], int]) -> None:
        """`own_memory()`: bytes of memory that Bukvar uses, all its processes together."""
        super().__init__()
        self._hardware, self._own_memory = hardware, own_memory
        self.timer = QTimer(self)
        self.timer.setInterval(MEMORY_MS)
        self.timer.timeout.connect(self.changed)

    def memory(self) -> list[MemoryUse]:
        """Graphics memory first, then the computer's."""
        hardware = self._hardware.hardware
        bars = []
        for gpu in hardware.gpus if hardware is not None else ():
            bars.append(MemoryUse(gpu.name, gpu.total_bytes, gpu.total_bytes - gpu.free_bytes, 0))
        system = system_memory()
        used = system.total - system.available
        return [*bars, MemoryUse("", system.total, used, min(self._own_memory(), used))]
