"""The header of a GGUF file: what is read, what is refused, and that nothing else can happen."""

import random
import struct
from pathlib import Path

import pytest

from tests.helpers.gguf import CHAT_METADATA, CHAT_TENSORS, Tensor, build, string
from tests.helpers.models import chat_model, smollm
from workers.contract.codec import to_json
from workers.contract.codes import Code, KnownProblem
from workers.contract.messages import Succeeded, encode
from workers.contract.specs import ModelFacts
from workers.engines.gguf_architectures import CHAT, OTHER
from workers.engines.gguf_file import inspect


def written(folder: Path, data: bytes, name: str = "модель один.gguf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> Code:
    with pytest.raises(KnownProblem) as caught:
        inspect(path)
    return caught.value.fault.code


def test_reads_the_facts(tmp_path: Path) -> None:
    path = written(tmp_path, build())
    facts = inspect(path)
    assert facts == ModelFacts(
        path=str(path),
        size=path.stat().st_size,
        architecture="llama",
        name="Маленькая модель",
        context=2048,
        layers=2,
        quantization="F32",
        parameters=64 * 4 + 2 * 64 * 64,
        template="{{ messages }}",
        layer_bytes=64 * 64 * 4,
        kv_bytes=2 * 2 * 2 * (16 + 16),
        licence="apache-2.0",
    )


def test_real_models() -> None:
    qwen, small = inspect(chat_model()), inspect(smollm())
    assert (qwen.architecture, qwen.layers, qwen.context, qwen.quantization) == ("qwen2", 24, 32768, "Q4_K_M")
    assert qwen.kv_bytes == 2 * 24 * 2 * 128
    assert "<|im_start|>" in qwen.template
    assert (small.architecture, small.layers, small.quantization) == ("llama", 30, "Q4_1")
    assert 0 < small.layer_bytes * small.layers < small.size


def test_cut_anywhere_is_damage(tmp_path: Path) -> None:
    whole = build()
    for length in range(8, len(whole), 97):
        assert refusal(written(tmp_path, whole[:length])) is Code.MODEL_DAMAGED
    assert refusal(written(tmp_path, whole[: -(64 * 64 * 4) + 100])) is Code.MODEL_DAMAGED


@pytest.mark.parametrize("data", [b"", b"GG", b"PK\3\4" + b"x" * 100, b"%PDF-1.7\n", "Просто текст".encode()])
def test_what_is_no_gguf(tmp_path: Path, data: bytes) -> None:
    assert refusal(written(tmp_path, data)) is Code.NOT_A_MODEL


def test_missing_and_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "нет.gguf") is Code.FILE_MISSING
    assert refusal(tmp_path) is Code.NOT_A_MODEL


@pytest.mark.parametrize(
    "change",
    [
        {"general.architecture": "nothing-yet"},
        {"general.architecture": "bert"},
        {"general.architecture": "clip"},
        {"general.type": "adapter"},
        {"general.type": "mmproj"},
        {"split.count": 3},
    ],
)
def test_models_that_are_no_chat_models(tmp_path: Path, change: dict[str, str | int]) -> None:
    assert refusal(written(tmp_path, build({**CHAT_METADATA, **change}))) is Code.MODEL_UNSUPPORTED


def test_other_versions_byte_orders_and_types(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, build(version=1))) is Code.MODEL_UNSUPPORTED
    assert refusal(written(tmp_path, build(version=0x03000000))) is Code.MODEL_UNSUPPORTED
    later = Tensor("x", (64,), type=77, bytes=64)
    assert refusal(written(tmp_path, build(tensors=[later]))) is Code.MODEL_UNSUPPORTED
    assert refusal(written(tmp_path, build(tensors=[]))) is Code.MODEL_UNSUPPORTED


@pytest.mark.parametrize(
    "data",
    [
        b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 1),
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1 << 60),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1 << 62),
        b"GGUF"
        + struct.pack("<IQQ", 3, 0, 1)
        + string("k")
        + struct.pack("<IIQ", 9, 8, 1 << 24)
        + b"\0" * 999,
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + string("k") + struct.pack("<IIQ", 9, 9, 1) + b"\0" * 999,
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + string("k") + struct.pack("<I", 99) + b"\0" * 999,
        build({**CHAT_METADATA, "general.alignment": 33}),
        build({**CHAT_METADATA, "general.alignment": 0}),
        build({**CHAT_METADATA, "llama.block_count": 1 << 30}),
        build({"general.name": "no architecture"}),
        build(tensors=[*CHAT_TENSORS, CHAT_TENSORS[0]]),
        build(tensors=[Tensor("a", (0, 5))]),
        build(tensors=[Tensor("a", (1 << 39, 1 << 39), bytes=64)]),
        build(tensors=[Tensor("a", (33,), type=8, bytes=64)]),
        build(tensors=[Tensor("x" * 65, (4,))]),
    ],
)
def test_contradictions_are_damage(tmp_path: Path, data: bytes) -> None:
    assert refusal(written(tmp_path, data)) is Code.MODEL_DAMAGED


def test_tensors_that_overlap(tmp_path: Path) -> None:
    whole = bytearray(build())
    at = whole.index(b"blk.1.attn_q.weight") + len("blk.1.attn_q.weight") + 4 + 2 * 8 + 4
    whole[at : at + 8] = struct.pack("<Q", 32)
    assert refusal(written(tmp_path, bytes(whole))) is Code.MODEL_DAMAGED


def test_a_damaged_header_never_does_anything_else(tmp_path: Path) -> None:
    """Many mutations end in facts that travel over the wire, or in a known problem."""
    random_source = random.Random(20260422)
    whole = build()
    header = whole.index(b"blk.1.attn_q.weight") + 60
    interesting = [0, 1, 0x7F, 0x80, 0xFF]
    outcomes: dict[str, int] = {}
    for _ in range(1500):
        data = bytearray(whole)
        for _ in range(random_source.randint(1, 6)):
            at = random_source.randrange(4, header)
            choice = random_source.random()
            if choice < 0.5:
                data[at] = random_source.choice(interesting)
            elif choice < 0.8:
                data[at] = random_source.randrange(256)
            elif choice < 0.9:
                data[at : at + 8] = struct.pack("<Q", random_source.getrandbits(64))
            else:
                del data[at : at + random_source.randint(1, 40)]
        path = written(tmp_path, bytes(data))
        try:
            facts = inspect(path)
            encode(Succeeded("1", to_json(facts)))
            outcome = "facts"
        except KnownProblem as problem:
            outcome = problem.fault.code.value
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert outcomes["model_damaged"] > 400
    assert set(outcomes) <= {"facts", "model_damaged", "model_unsupported", "not_a_model"}


def test_large_vocabulary(tmp_path: Path) -> None:
    words = [f"слово{number}" for number in range(150_000)]
    facts = inspect(written(tmp_path, build({**CHAT_METADATA, "tokenizer.ggml.tokens": words})))
    assert facts.layers == 2


def test_one_number_a_layer(tmp_path: Path) -> None:
    facts = inspect(written(tmp_path, build({**CHAT_METADATA, "llama.attention.head_count_kv": [4, 0]})))
    assert facts.kv_bytes == 2 * 4 * (16 + 16)


def test_architectures_are_those_of_the_installed_library() -> None:
    import llama_cpp

    library = (Path(llama_cpp.__file__).parent / "lib").glob("*llama.*")
    data = b"".join(path.read_bytes() for path in library if path.is_file() and not path.is_symlink())
    assert data
    assert not [name for name in CHAT | OTHER if name.encode() + b"\0" not in data]
    assert not CHAT & OTHER
