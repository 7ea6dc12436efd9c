"""What a worker process sets up for itself before any library is imported."""

import contextlib
import faulthandler
import logging
import os
import signal
import sys

from workers.files import keep_private

# How readily the system ends a process when memory is short (0…1000, Linux): better a reader with somebody's
# broken file than the window.
_OOM_SCORE = {"reader": 800, "compactor": 800, "tune": 500, "chat": 300, "knowledge": 200}
# What the libraries of training read when they are imported. Without these each load of a model asks an outer
# address and tells another one of it, and a missing tool is installed without a question.
_TUNING = {
    "HF_DATASETS_OFFLINE": "1",
    "UNSLOTH_DISABLE_STATISTICS": "1",
    "UNSLOTH_AUTO_INSTALL": "0",
    "UNSLOTH_OFFLINE": "1",
    "UNSLOTH_LLAMA_CPP_OFFLINE": "1",
    "WANDB_DISABLED": "true",
    # Waiting threads that spin made training steps ten times slower.
    "OMP_WAIT_POLICY": "PASSIVE",
    "GOMP_SPINCOUNT": "0",
    # A graphics card is short of memory rather for its fragments than for its size.
    "PYTORCH_CUDA_ALLOC_CONF": "expandable_segments:True",
}


def take_descriptors() -> tuple[int, int]:
    """Copies of descriptors 0 and 1 for the protocol alone. After this, descriptor 0 is empty and whatever
    anybody prints (Python, a C library, a child) goes to standard error. Called once, first of all."""
    sys.stdout.flush()
    reading, writing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return reading, writing


def harden(kind: str) -> None:
    """Signals, variables of the libraries, crash traces, log lines. Called first in the process."""
    faulthandler.enable(sys.stderr)
    # Ctrl-C in a terminal is for whoever started us; a worker ends by its input's end or by SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    keep_private()
    _variables(kind)
    _oom_score(kind)
    _step_back(kind)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.WARNING,
        format=f"%(asctime)s {kind} %(levelname)s %(name)s:%(lineno)d: %(message)s",
    )


def lead_group() -> None:
    """Become the leader of a process group, so that children die with us; the window makes us one already,
    a plain shell or a test does not."""
    if os.name == "posix" and os.getpid() != os.getpgid(0):
        os.setsid()


def _variables(kind: str) -> None:
    threads = "1" if kind in ("reader", "compactor") else str(_cores())
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, threads)
    # Idle threads shall sleep, not spin: search, chat and window share the processor.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        os.environ[name] = "1"
    if kind == "tune":
        os.environ.update(_TUNING)
    os.environ["PYTHONUTF8"] = "1"  # for children


def _cores() -> int:
    """Physical cores where the system says it, else logical ones; at most what this process may use."""
    import psutil

    here = psutil.Process()
    granted = len(here.cpu_affinity()) if hasattr(here, "cpu_affinity") else os.cpu_count() or 1
    return min(psutil.cpu_count(logical=False) or granted, granted)


def _step_back(kind: str) -> None:
    """Examples and questions are made for hours beside a person's own, stores are compacted while somebody
    searches them: they get the time that is left."""
    if kind not in ("examples", "compactor"):
        return
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), 0x4000)  # BELOW_NORMAL_PRIORITY_CLASS
    else:
        with contextlib.suppress(OSError):
            os.nice(10)


def _oom_score(kind: str) -> None:
    score = _OOM_SCORE.get(kind)
    if score is not None and sys.platform == "linux":
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write(str(score))
