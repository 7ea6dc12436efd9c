"""The libraries that train, behind one small interface: what is there, and loading a model with them."""

import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

from workers.contract.codes import Code, ProblemError
from workers.contract.training.tuning import Backend, Backends, BackendState, TuneSettings
from workers.runtime.context import Context
from workers.training.memory import NoRoomForWeights, is_out_of_memory

# Every linear layer: attention alone learns less at the same size.
MODULES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
_PACKAGES = ("torch", "transformers", "trl", "peft", "datasets", "unsloth", "unsloth_zoo")
_PLAIN = ("torch", "transformers", "trl", "peft", "datasets")
# Seconds without any work of its processor or disk after which a child counts as hanging. How long an import
# takes says nothing: a cold disk, a virus scanner or a busy computer make it ten times as long.
_IDLE_SECONDS = 120
# Multiplies two matrices on the card as training does. A build of PyTorch lacks kernels for old cards, and a
# card that answers to its name may still not compute.
_KERNEL = (
    "import torch; k = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16;"
    "a = torch.ones(64, 64, device='cuda', dtype=k, requires_grad=True); (a @ a).sum().backward();"
    "assert float(a.grad.sum()) == 64 * 64 * 128"
)
_NVIDIA_PCI = "0x10de"


@dataclass(slots=True)
class Loaded:
    """A model, mostly with an adapter on it, ready to be trained. `tokenizer` is the model's own;
    `trainer` and `config` are the classes of TRL, after Unsloth has had its hands on them where it is
    used."""

    backend: Backend
    model: Any
    tokenizer: Any
    trainer: Any
    config: Any

    @property
    def cuda(self) -> bool:
        """Whether a graphics card trains."""
        return is_cuda(self.backend)


def is_cuda(backend: Backend) -> bool:
    """Whether a back end needs a graphics card."""
    return backend in (Backend.UNSLOTH_CUDA, Backend.PEFT_CUDA)


def keep_caches_in(folder: Path) -> None:
    """Where compiled kernels and other caches go; before the libraries are imported."""
    places = {
        "UNSLOTH_COMPILE_LOCATION": "unsloth",
        "TORCHINDUCTOR_CACHE_DIR": "inductor",
        "TRITON_CACHE_DIR": "triton",
        "HF_HOME": "hf",
    }
    for name, place in places.items():
        os.environ.setdefault(name, str(folder / place))


def versions() -> dict[str, str]:
    """Of what trains; packages that are absent are left out."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def available() -> Backends:
    """What can be had here, best first. Unsloth is imported once in a child, since only that shows whether it
    works on this computer."""
    found = versions()
    missing = [name for name in _PLAIN if name not in found]
    if missing:
        plain = unsloth = ("missing_package", ", ".join(missing))
    elif "unsloth" not in found:
        plain, unsloth = _soundness("torch, transformers, trl, peft"), ("missing_package", "unsloth")
    else:
        unsloth = _soundness("unsloth")
        # Unsloth imports all of the others: where it works, they do.
        plain = _soundness("torch, transformers, trl, peft") if unsloth[0] else unsloth
    gpu = _Gpu() if plain[0] else _gpu()
    states = tuple(
        _state(backend, plain if "peft" in backend else unsloth, gpu, found)
        for backend in (Backend.UNSLOTH_CUDA, Backend.PEFT_CUDA, Backend.UNSLOTH_CPU, Backend.PEFT_CPU)
    )
    chosen = next((state.backend.value for state in states if state.available), "")
    return Backends(states, chosen, gpu.name, gpu.total, gpu.free, gpu.driver)


def choose(wanted: str) -> Backend:
    """The back end of a run: the one that was asked for, else the best without trying it. Raises
    BACKEND_MISSING."""
    cuda = not _no_cuda()
    if wanted:
        backend = Backend(wanted)
        package = "peft" if "peft" in backend else "unsloth"
        if (is_cuda(backend) and not cuda) or importlib.util.find_spec(package) is None:
            raise ProblemError(Code.BACKEND_MISSING, backend=wanted)
        return backend
    if importlib.util.find_spec("unsloth") is None:
        return Backend.PEFT_CUDA if cuda else Backend.PEFT_CPU
    return Backend.UNSLOTH_CUDA if cuda else Backend.UNSLOTH_CPU


def import_libraries(backend: Backend, context: Context) -> None:
    """What takes the first minute. Unsloth comes before transformers, which it changes. Raises
    BACKEND_MISSING."""
    global _cold
    begin = time.monotonic()
    context.progress("libraries", 0, 1, "steps")
    try:
        importlib.import_module("unsloth" if "unsloth" in backend else "peft")
    except ImportError as error:
        raise ProblemError(Code.BACKEND_MISSING, str(error), backend=backend.value) from error
    context.progress("libraries", 1, 1, "steps")
    _cold = _cold or time.monotonic() - begin


_cold = 0.0


def cold_seconds() -> float:
    """How long importing the libraries took in this process."""
    return _cold


def load(backend: Backend, folder: Path, settings: TuneSettings) -> Loaded:
    """The model in `folder`, with a fresh adapter unless all of it is trained. Raises BACKEND_MISSING,
    `NoRoomForWeights`."""
    try:
        loaded = (
            _load_unsloth(backend, folder, settings)
            if "unsloth" in backend
            else _load_plain(backend, folder, settings)
        )
    except ImportError as error:
        raise ProblemError(Code.BACKEND_MISSING, str(error), backend=backend.value) from error
    except BaseException as error:
        if is_out_of_memory(error):
            raise NoRoomForWeights(str(error)) from None
        raise
    if loaded.tokenizer.pad_token_id is None:
        loaded.tokenizer.pad_token = loaded.tokenizer.eos_token
    return loaded


def unsloth_model_arguments(folder: Path, settings: TuneSettings, cuda: bool) -> dict[str, Any]:
    """What `FastLanguageModel.from_pretrained` is given. Weights that are all trained are kept in 32 bits:
    the steps of a full training are smaller than what 16 bits can tell apart."""
    import torch

    return {
        "model_name": str(folder),
        "max_seq_length": settings.length,
        "dtype": torch.float32 if settings.full else None,
        "load_in_4bit": bool(settings.four_bit),
        "full_finetuning": settings.full,
        "use_gradient_checkpointing": "unsloth" if cuda else False,
        "use_exact_model_name": True,
        "local_files_only": True,
    }


def unsloth_adapter_arguments(settings: TuneSettings, cuda: bool) -> dict[str, Any]:
    """What `FastLanguageModel.get_peft_model` is given."""
    return {
        "r": settings.rank,
        "target_modules": list(MODULES),
        "lora_alpha": settings.alpha,
        "lora_dropout": 0,
        "bias": "none",
        "use_gradient_checkpointing": "unsloth" if cuda else False,
        "random_state": settings.seed,
        "max_seq_length": settings.length,
    }


def _load_unsloth(backend: Backend, folder: Path, settings: TuneSettings) -> Loaded:
    from unsloth import FastLanguageModel  # isort: skip  (before trl and transformers: it changes them)
    from trl import SFTConfig, SFTTrainer

    cuda = is_cuda(backend)
    model, tokenizer = FastLanguageModel.from_pretrained(**unsloth_model_arguments(folder, settings, cuda))
    if not settings.full:
        model = FastLanguageModel.get_peft_model(model, **unsloth_adapter_arguments(settings, cuda))
    return Loaded(backend, model, tokenizer, SFTTrainer, SFTConfig)


def _load_plain(backend: Backend, folder: Path, settings: TuneSettings) -> Loaded:
    import torch
    from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from trl import SFTConfig, SFTTrainer

    cuda = is_cuda(backend)
    kind = torch.float32 if settings.full else torch.bfloat16
    options: dict[str, Any] = {"dtype": kind, "local_files_only": True}
    if cuda:
        options["device_map"] = {"": 0}
    if settings.four_bit:
        from transformers import BitsAndBytesConfig

        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=torch.bfloat16,
        )
    # Both read a folder of this computer, so there is no revision of a hub to pin (B615).
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)  # nosec B615
    model = AutoModelForCausalLM.from_pretrained(folder, **options)  # nosec B615
    if settings.four_bit:
        model = prepare_model_for_kbit_training(model, use_gradient_checkpointing=cuda)
    torch.manual_seed(settings.seed)
    if settings.full:
        return Loaded(backend, model, tokenizer, SFTTrainer, SFTConfig)
    config = LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,
        target_modules=list(MODULES),
        lora_dropout=0.0,
        bias="none",
        task_type="CAUSAL_LM",
    )
    return Loaded(backend, get_peft_model(model, config), tokenizer, SFTTrainer, SFTConfig)


# --- what is there -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Gpu:
    name: str = ""
    total: int = 0
    free: int = 0
    driver: str = ""
    reason: str = "no_gpu"
    detail: str = ""


def use_one_card() -> None:
    """Before PyTorch is imported: of several cards the one with the most free memory is used. A trainer
    that sees two would double the batch and mix the order of the rows."""
    from workers.engines.computer import nvidia_cards

    cards = nvidia_cards()
    if len(cards) > 1 and "CUDA_VISIBLE_DEVICES" not in os.environ:
        os.environ["CUDA_DEVICE_ORDER"] = "PCI_BUS_ID"  # as nvidia-smi counts them
        best = max(range(len(cards)), key=lambda index: cards[index].free_bytes)
        os.environ["CUDA_VISIBLE_DEVICES"] = str(best)


def _no_cuda() -> str:
    """Why no graphics card can train ("" = one may)."""
    if os.environ.get("UNSLOTH_FORCE_CPU") == "1":
        return "no_gpu"
    import torch

    return "" if torch.cuda.is_available() else "no_gpu"


def _gpu() -> _Gpu:
    import torch

    from workers.engines.computer import nvidia_cards

    reason = _no_cuda()
    cards = nvidia_cards()
    driver = _driver() if cards else ""
    if reason:
        card = cards[0] if cards else None
        if card is None or os.environ.get("UNSLOTH_FORCE_CPU") == "1":
            return _Gpu(reason="other_maker" if _other_makers() and card is None else reason)
        if torch.version.cuda is None:
            return _Gpu(card.name, card.total_bytes, card.free_bytes, driver, "processor_build")
        # The driver knows a card, PyTorch cannot use it: it was built for a newer driver.
        detail = f"{driver}, CUDA {torch.version.cuda}"
        return _Gpu(card.name, card.total_bytes, card.free_bytes, driver, "driver_too_old", detail)
    properties = torch.cuda.get_device_properties(0)
    free, total = torch.cuda.mem_get_info()
    problem = _run([sys.executable, "-c", _KERNEL])
    if problem:
        old = "no kernel image" in problem or "not compatible" in problem
        reason = "gpu_too_old" if old else "gpu_fails"
        problem = f"{properties.major}.{properties.minor}: {problem}"
    return _Gpu(properties.name, int(total), int(free), driver, reason, problem)


def _other_makers() -> bool:
    """Whether the system has a graphics card that is not NVIDIA's (Linux tells without any library)."""
    found = Path("/sys/class/drm").glob("card[0-9]/device/vendor")
    try:
        return any(file.read_text().strip() not in ("", _NVIDIA_PCI) for file in found)
    except OSError:
        return False


def _driver() -> str:
    try:
        command = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
        return (
            subprocess.run(command, capture_output=True, text=True, timeout=60).stdout.split("\n")[0].strip()
        )
    except (OSError, subprocess.SubprocessError):
        return ""


def _soundness(modules: str) -> tuple[str, str]:
    """(reason, detail) why modules cannot be used; both "" when they can."""
    problem = _broken(modules)
    return ("broken", problem) if problem else ("", "")


def _broken(modules: str) -> str:
    """The last line of what importing the modules says when it fails."""
    return _run([sys.executable, "-c", f"import {modules}"])


def _run(command: list[str]) -> str:
    """The last line of what a command says when it fails, "" when it succeeds. In a child: a library that
    crashes takes nothing with it, and one that is half imported does no harm. It has all the time that it
    uses."""
    with tempfile.TemporaryFile() as said:
        try:
            child = psutil.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        except OSError as error:
            return str(error)[-300:]
        done, idle = -1.0, 0
        while child.poll() is None:
            time.sleep(1)
            now = _work(child)
            idle = 0 if now != done else idle + 1
            done = now
            if idle >= _IDLE_SECONDS:
                child.kill()
                child.wait()
                return f"no work for {_IDLE_SECONDS} s"
        if child.returncode == 0:
            return ""
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
        return (lines[-1] if lines else f"exit code {child.returncode}")[-300:]


def _work(child: Any) -> float:
    """Seconds of the processor and bytes of the disk that a process has used, in one number that grows."""
    try:
        used = child.cpu_times()
        total = float(used.user + used.system)
        if hasattr(child, "io_counters"):
            total += child.io_counters().read_bytes
        return total
    except psutil.Error:
        return -1.0


def _state(backend: Backend, problem: tuple[str, str], gpu: _Gpu, found: dict[str, str]) -> BackendState:
    reason, detail = problem
    if not reason and is_cuda(backend):
        reason, detail = gpu.reason, gpu.detail
    names = _PLAIN if "peft" in backend else _PACKAGES
    return BackendState(
        backend, not reason, reason, detail, {name: found[name] for name in names if name in found}
    )
