"""The probe as a process: this computer and a real model's header, against what other tools say."""

import shutil
from pathlib import Path

import psutil

from tests.helpers.models import chat_model
from tests.helpers.scripted_model import scripted
from tests.helpers.worker_process import worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.messages import Failed, Succeeded
from workers.contract.specs.hardware import Gpu, Hardware, HardwareSpec
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import InspectSpec, ModelFacts
from workers.contract.system_memory import system_memory
from workers.engines.computer import parse_nvidia


def test_knows_this_computer(tmp_path: Path) -> None:
    with worker(Kind.PROBE) as process:
        process.start("1", Job.HARDWARE, HardwareSpec(str(tmp_path / "not" / "there")))
        end = process.ended("1")
    assert isinstance(end, Succeeded)
    hardware = from_json(Hardware, end.result)
    assert hardware.cpu
    assert 1 <= hardware.cores <= hardware.threads == psutil.cpu_count()
    assert hardware.memory_bytes == system_memory().total
    assert 0 < hardware.memory_free_bytes < hardware.memory_bytes
    assert 0 < hardware.disk_free_bytes <= shutil.disk_usage(tmp_path).total
    assert hardware.avx2 == (" avx2 " in Path("/proc/cpuinfo").read_text())
    assert {"python", "llama_cpp", "onnxruntime", "qdrant-edge", "pypdfium2"} == hardware.versions.keys()
    assert all(hardware.versions.values())
    assert hardware.system
    assert hardware.gpu_build or not [gpu for gpu in hardware.gpus if gpu.backend]


def test_reads_a_models_header_and_refuses_what_is_none(tmp_path: Path) -> None:
    text = tmp_path / "модель.gguf"
    text.write_text("это не модель", "utf-8")
    with worker(Kind.PROBE) as process:
        process.start("1", Job.INSPECT, InspectSpec(str(chat_model())))
        end = process.ended("1")
        assert isinstance(end, Succeeded)
        facts = from_json(ModelFacts, end.result)
        assert (facts.architecture, facts.quantization, facts.size) == (
            "qwen2", "Q4_K_M", chat_model().stat().st_size,
        )  # fmt: skip
        process.start("2", Job.INSPECT, InspectSpec(str(text)))
        failed = process.ended("2")
        assert isinstance(failed, Failed)
        assert failed.code is Code.NOT_A_MODEL


def test_a_model_whose_template_has_no_end_is_refused_and_one_with_a_broken_one_is_not(
    tmp_path: Path,
) -> None:
    reply = {"<0x0A>": "Да."}
    endless = scripted(tmp_path / "endless.gguf", "{% for a in range(99999) %}{% for b in range(99999) %}"
                       "{% endfor %}{% endfor %}", reply)  # fmt: skip
    broken = scripted(tmp_path / "broken.gguf", "{% if %}", reply)
    with worker(Kind.PROBE) as process:
        process.start("1", Job.INSPECT, InspectSpec(str(endless)))
        failed = process.ended("1")
        assert isinstance(failed, Failed)
        assert (failed.code, failed.params) == (Code.MODEL_TEMPLATE, {"file": "endless.gguf"})
        process.start("2", Job.INSPECT, InspectSpec(str(broken)))
        end = process.ended("2")
        assert isinstance(end, Succeeded), end


def test_understands_nvidias_driver() -> None:
    said = "NVIDIA GeForce RTX 4060, 8188, 7900\nrubbish\nA, B, 24564, 24000\nX, [N/A], 1\n"
    assert parse_nvidia(said) == (
        Gpu("NVIDIA GeForce RTX 4060", 8188 << 20, 7900 << 20, ""),
        Gpu("A, B", 24564 << 20, 24000 << 20, ""),
    )
