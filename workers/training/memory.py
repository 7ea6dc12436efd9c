"""How much memory a run takes, and what a failed allocation looks like."""

import os
import shutil
import subprocess
import threading
from contextlib import suppress
from types import TracebackType

import psutil

from workers.contract.system_memory import system_memory

_EVERY = 0.1  # seconds between two looks
# The system begins to kill processes when nothing is left; we step down before.
_RESERVE = 200 << 20


class PeakMemory:
    """The peak of this process, or of the card when there is one; used as a context manager."""

    def __init__(self, cuda: bool) -> None:
        self.peak = 0
        self._cuda = cuda
        self._process = psutil.Process()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> "PeakMemory":
        if self._cuda:
            import torch

            torch.cuda.reset_peak_memory_stats()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self.sample()

    @property
    def on_card(self) -> bool:
        """Whether it is the card's memory that is watched."""
        return self._cuda

    def sample(self) -> int:
        """Bytes in use now."""
        if self._cuda:
            import torch

            self.peak = max(self.peak, torch.cuda.max_memory_reserved())
            return int(torch.cuda.memory_reserved())
        used = int(self._process.memory_info().rss)
        self.peak = max(self.peak, used)
        return used

    def total(self) -> int:
        """Bytes that there are."""
        if self._cuda:
            import torch

            return int(torch.cuda.get_device_properties(0).total_memory)
        return system_memory().total

    def free(self) -> int:
        """Bytes that can still be had."""
        if self._cuda:
            import torch

            return int(torch.cuda.mem_get_info()[0])
        return system_memory().available

    def guard(self) -> None:
        """Raises `MemoryError` while there is still a little left: Linux hands out what it does not have and
        then kills. A card refuses by itself."""
        if not self._cuda and self.free() < _RESERVE:
            raise MemoryError("the computer's memory is nearly full")

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self.sample()


class NoRoomForWeights(MemoryError):
    """The weights alone did not fit: smaller portions of rows would not help."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that memory could not be had, on a card or not."""
    import torch

    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error)
    return isinstance(error, RuntimeError) and (
        "can't allocate memory" in text or "out of memory" in text or "CUBLAS_STATUS_ALLOC_FAILED" in text
    )


def release(cuda: bool) -> None:
    """Give back what nobody refers to any more."""
    import gc

    gc.collect()
    if cuda:
        import torch

        torch.cuda.empty_cache()


class GpuMonitor:
    """Degrees Celsius of the card that trains, asked now and then; 0 where nothing answers."""

    def __init__(self, cuda: bool) -> None:
        self._program = shutil.which("nvidia-smi") if cuda else None
        self.degrees = 0.0
        self._asked_at = float("-inf")

    def read(self, now: float) -> float:
        """The last reading; renewed every five seconds of `now` (seconds of any clock)."""
        if self._program is not None and now - self._asked_at > 5:
            self._asked_at = now
            with suppress(OSError, subprocess.SubprocessError, ValueError):
                card = os.environ.get("CUDA_VISIBLE_DEVICES", "0")
                query = ["--query-gpu=temperature.gpu", "--format=csv,noheader,nounits"]
                command = [self._program, "-i", card, *query]
                said = subprocess.run(command, capture_output=True, text=True, timeout=3, check=True).stdout
                self.degrees = float(said.split()[0])
        return self.degrees
