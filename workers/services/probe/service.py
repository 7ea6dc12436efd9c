"""The `probe` worker: looks at the computer, and at the file of a model or an adapter. It lives for
seconds, so that the window never loads llama.cpp, and a driver that crashes while it is asked takes nothing
with it."""

import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

from workers.contract.codec import from_json, to_json
from workers.contract.engine_memory import EngineMemory
from workers.contract.health import TryFoldersSpec
from workers.contract.messages import Message, Start
from workers.contract.specs.hardware import Gpu, Hardware, HardwareSpec
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import InspectSpec
from workers.contract.system_memory import system_memory
from workers.contract.training.adapters import InspectAdapterSpec
from workers.runtime.context import Context

_PACKAGES = {
    "llama_cpp": "llama-cpp-python",
    "onnxruntime": "onnxruntime",
    "qdrant-edge": "qdrant-edge-py",
    "pypdfium2": "pypdfium2",
}


class ProbeWorker:
    """Serves `hardware`, `inspect`, `trainability`, `inspect_adapter` and `try_folders`, side by side."""

    def versions(self) -> dict[str, str]:
        return {"python": platform.python_version()}

    def queue(self, message: Message) -> str:
        """Each job has its own: all may run side by side."""
        return getattr(message, "job", "")

    def notify(self, message: Message) -> None:
        """Nothing is told to this worker without a request."""

    def close(self) -> None:
        """Nothing is open."""

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """Only `start` of the five jobs."""
        if isinstance(message, Start) and message.job == Job.HARDWARE:
            return dict(to_json(_hardware(from_json(HardwareSpec, message.params))))
        if isinstance(message, Start) and message.job == Job.INSPECT:
            from workers.services.probe.models import inspect

            return dict(to_json(inspect(Path(from_json(InspectSpec, message.params).path))))
        if isinstance(message, Start) and message.job == Job.TRAINABILITY:
            from workers.engines.gguf.trainability import trainability

            return dict(to_json(trainability(Path(from_json(InspectSpec, message.params).path))))
        if isinstance(message, Start) and message.job == Job.TRY_FOLDERS:
            from workers.services.probe.folders import try_folders

            return dict(to_json(try_folders(from_json(TryFoldersSpec, message.params), context)))
        if isinstance(message, Start) and message.job == Job.INSPECT_ADAPTER:
            from workers.engines.gguf import gguf_adapter

            adapter = from_json(InspectAdapterSpec, message.params)
            return dict(to_json(gguf_adapter.inspect(Path(adapter.path), Path(adapter.base))))
        raise ValueError(f"probe does not know {message.type}")


def _hardware(spec: HardwareSpec) -> Hardware:
    from workers.contract import processor
    from workers.engines import computer
    from workers.engines.llama import ggml_library, llama_backends
    from workers.engines.selftest import engine_facts

    ggml_library.errors_only()
    engines = EngineMemory.of_process()
    if spec.prove_again:
        engines.forget()
    memory = system_memory()
    gpus, gpu_build = _graphics()
    return Hardware(
        cpu=computer.cpu_name(),
        cores=psutil.cpu_count(logical=False) or psutil.cpu_count() or 1,
        threads=psutil.cpu_count() or 1,
        avx2=processor.has_avx2(),
        memory_bytes=memory.total,
        memory_free_bytes=memory.available,
        disk_free_bytes=_disk_free(Path(spec.folder)),
        gpus=gpus,
        versions=_versions(),
        gpu_build=gpu_build,
        system=computer.system_name(),
        engine=llama_backends.processor(),
        engine_report=llama_backends.report(),
        search_reports=engine_facts.search_verdicts(engines),
    )


def _graphics() -> tuple[tuple[Gpu, ...], bool]:
    """The cards, and whether the installed llama.cpp can use any. A card that only the driver knows, or that
    has not proved itself, has no backend: nothing can be put on it."""
    from workers.engines.computer import nvidia_cards
    from workers.engines.llama import llama_backends
    from workers.engines.llama.llama_devices import gpus

    proved = gpus() if llama_backends.devices() else ()
    usable = [Gpu(one.name, one.total_bytes, one.free_bytes, one.backend, one.shared) for one in proved]
    names = [gpu.name for gpu in usable]
    others = []
    for card in nvidia_cards():
        if card.name in names:
            names.remove(card.name)  # of two equal cards each counts once
        else:
            others.append(card)
    return (*usable, *others), bool(proved)


def _disk_free(folder: Path) -> int:
    """Bytes free where the folder is, or will be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name, package in _PACKAGES.items():
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            found[name] = ""
    return found


def create() -> ProbeWorker:
    """What `python -m workers probe` runs."""
    return ProbeWorker()
