"""Adapters in the chat worker, compared with the trainer's probes, and baked into a smaller model."""

import json
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from tests.helpers import in_tuning
from tests.helpers.direct import DirectContext
from tests.helpers.models import chat_model, smollm
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code
from workers.contract.messages import Ask, Failed, Message, Succeeded
from workers.contract.specs.answers import Answer, Question
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import LoadSpec
from workers.contract.training.adapters import (
    AdapterFacts,
    CompareSpec,
    InspectAdapterSpec,
    ModelFile,
    QuantizeSpec,
)
from workers.contract.training.tuning import Probe
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import LanguageModel
from workers.runtime.context import Context
from workers.services.generate.comparing import compare
from workers.services.generate.quantizing import quantize

# A PEFT adapter with random numbers (strong enough to change answers), then the product's own writer.
WRITE = """
import numpy as np
from safetensors.numpy import save_file
from workers.training import adapter_gguf
from workers.training.gguf_tensors import BaseWeights
gguf, folder, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
base, generator, halves = BaseWeights(gguf), np.random.RandomState(seed), {}
for name, theirs in base.names.items():
    if "_proj.weight" in theirs:
        outputs, inputs = base.shape(name)
        for half, shape in (("A", (4, inputs)), ("B", (outputs, 4))):
            key = f"base_model.model.{theirs.removesuffix('.weight')}.lora_{half}.weight"
            halves[key] = generator.normal(0, 0.04, shape).astype(np.float32)
folder.mkdir()
(folder / "adapter_config.json").write_text(json.dumps({"r": 4, "lora_alpha": 8, "bias": "none"}))
save_file(halves, folder / "adapter_model.safetensors")
print(json.dumps(adapter_gguf.write(folder, gguf, folder / "adapter.gguf")))
"""
QUESTION = Question(
    "Tell me a story about a fox and a river.", way=AnswerMode.MODEL, language="en", max_tokens=24
)


def made(folder: Path, base: Path, seed: int) -> Path:
    in_tuning.run(WRITE, base, folder, str(seed))
    return folder / "adapter.gguf"


@pytest.fixture(scope="module")
def adapters(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Two adapters of SmolLM2 and one of the other model."""
    folder = tmp_path_factory.mktemp("adapters")
    return (
        made(folder / "a", smollm(), 1),
        made(folder / "b", smollm(), 2),
        made(folder / "c", chat_model(), 3),
    )


def ask(process: WorkerProcess, question: Question) -> Message:
    process.send(Ask("ask", question))
    return process.ended("ask")


def text(process: WorkerProcess, question: Question) -> str:
    end = ask(process, question)
    assert isinstance(end, Succeeded), end
    return from_json(Answer, end.result).text


def test_adapters_change_between_questions_and_a_wrong_one_harms_nothing(
    adapters: tuple[Path, Path, Path],
) -> None:
    first, second, foreign = (
        replace(QUESTION, way=AnswerMode.TRAINED, adapter=str(adapter)) for adapter in adapters
    )
    with worker(Kind.CHAT) as process:
        process.start("load", Job.LOAD, LoadSpec("smollm", str(smollm()), context=2048))
        assert isinstance(process.ended("load", 120), Succeeded)
        base = text(process, QUESTION)
        one, other = text(process, first), text(process, second)
        assert len({base, one, other}) == 3
        assert text(process, QUESTION) == base
        missing = replace(first, adapter=str(adapters[0].with_name("none.gguf")))
        for question, code in ((foreign, Code.ADAPTER_FOREIGN), (missing, Code.ADAPTER_MISSING)):
            end = ask(process, question)
            assert isinstance(end, Failed)
            assert end.code is code
        assert text(process, first) == one
        assert text(process, replace(first, adapter=str(adapters[1]))) == other
        plain = replace(first, strength=0.0)
        assert text(process, plain) != one
        assert text(process, QUESTION) == base


def test_the_probe_describes_an_adapter(adapters: tuple[Path, Path, Path]) -> None:
    with worker(Kind.PROBE) as process:
        spec = InspectAdapterSpec(str(adapters[0]), str(smollm()))
        process.start("inspect", Job.INSPECT_ADAPTER, spec)
        end = process.ended("inspect")
        assert isinstance(end, Succeeded)
        facts = from_json(AdapterFacts, end.result)
        assert (facts.architecture, facts.rank, facts.tensors) == ("llama", 4, 420)
        process.start("foreign", Job.INSPECT_ADAPTER, replace(spec, path=str(adapters[2])))
        refused = process.ended("foreign")
        assert isinstance(refused, Failed)
        assert refused.code is Code.ADAPTER_FOREIGN


def test_probes_are_compared_with_the_adapter_and_the_base(
    adapters: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    prompts = [
        f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n" for text in ("Hi!", "Who are you?")
    ]
    model = LanguageModel(smollm(), context=512)
    try:
        model.put_on(adapters[0])
        answers = ["".join(model.reply(model.encode_text(prompt), max_tokens=64)) for prompt in prompts]
    finally:
        model.close()
    probes = tmp_path / "probes.jsonl"
    lines = [Probe(prompts[0], answers[0]), Probe(prompts[1], "Something else"), Probe("word " * 5000, "No")]
    probes.write_text("".join(json.dumps(to_json(line)) + "\n" for line in lines), encoding="utf-8")
    result = compare(
        CompareSpec(str(smollm()), str(adapters[0]), str(probes)), cast(Context, DirectContext())
    )
    assert (result.asked, result.same, result.changed, result.left_out) == (2, 1, 2, 1)
    assert result.without < result.agreement < 1


def test_a_merged_and_quantised_model_answers_as_base_and_adapter(
    adapters: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    merged, small = tmp_path / "merged.gguf", tmp_path / "small.gguf"
    script = """
from dataclasses import asdict
from workers.contract.training.adapters import MergeSpec
from workers.training.merging import merge
base, adapter, output = sys.argv[1:4]
print(json.dumps(asdict(merge(MergeSpec(base, adapter, output), lambda done, total: None, lambda: False))))
"""
    file = from_json(ModelFile, in_tuning.run(script, smollm(), adapters[0], merged))
    assert file.size == merged.stat().st_size
    quantized = quantize(QuantizeSpec(str(merged), str(small), "Q8_0"), cast(Context, DirectContext()))
    assert quantized.size < 0.6 * file.size
    expected, plain = likely(smollm(), adapters[0]), likely(smollm(), None)
    found = likely(small, None)
    assert sum(a == b for a, b in zip(found, expected, strict=True)) >= 0.8 * len(expected)
    assert sum(a == b for a, b in zip(found, plain, strict=True)) < 0.8 * len(expected)


def likely(path: Path, adapter: Path | None) -> list[str]:
    """The likeliest first token of many beginnings."""
    model = LanguageModel(path, context=512)
    try:
        model.put_on(adapter)
        text = "The capital of France is a large city on the river and many people like to go there"
        words = text.split(" ")
        prompts = [model.encode([TemplateMessage("user", " ".join(words[:end]))]) for end in range(1, 19)]
        return ["".join(model.reply(prompt, max_tokens=1)) for prompt in prompts]
    finally:
        model.close()
