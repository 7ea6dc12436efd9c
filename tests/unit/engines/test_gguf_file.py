"""The header of a GGUF file: what is read, what is refused, and that nothing else can happen."""

import random
import struct
from pathlib import Path

import pytest

from tests.helpers.gguf import CHAT_METADATA, CHAT_TENSORS, Tensor, build, string
from tests.helpers.models import chat_model, smollm
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.memory import cache_bytes
from workers.contract.messages import Succeeded, encode
from workers.contract.specs.models import ModelFacts
from workers.engines.gguf.gguf_architectures import CHAT, OTHER, RECURRENT_BETWEEN, SLIDING_PERIODS
from workers.engines.gguf.gguf_file import inspect


def written(folder: Path, data: bytes, name: str = "модель один.gguf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> Code:
    with pytest.raises(ProblemError) as caught:
        inspect(path)
    return caught.value.problem.code


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
        except ProblemError as error:
            outcome = error.problem.code.value
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert outcomes["model_damaged"] > 400
    assert set(outcomes) <= {"facts", "model_damaged", "model_unsupported", "not_a_model"}


def test_large_vocabulary(tmp_path: Path) -> None:
    words = [f"слово{number}" for number in range(150_000)]
    facts = inspect(written(tmp_path, build({**CHAT_METADATA, "tokenizer.ggml.tokens": words})))
    assert facts.layers == 2


def test_the_numbers_of_lists_are_bounded(tmp_path: Path) -> None:
    lists = {f"x.{number}": list(range(4000)) for number in range(17)}
    assert refusal(written(tmp_path, build({**CHAT_METADATA, **lists}))) is Code.MODEL_DAMAGED
    del lists["x.0"]
    assert inspect(written(tmp_path, build({**CHAT_METADATA, **lists}))).layers == 2


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


def facts_of(folder: Path, architecture: str, layers: int, **values: object) -> ModelFacts:
    """What is read of a file that says this of its attention; names with `__` for a dot."""
    said = {f"{architecture}.{name.replace('__', '.')}": value for name, value in values.items()}
    common = {key: item for key, item in CHAT_METADATA.items() if not key.startswith("llama.")}
    metadata = {**common, "general.architecture": architecture, f"{architecture}.block_count": layers, **said}
    return inspect(written(folder, build(metadata)))  # type: ignore[arg-type]


def test_layers_with_a_window_are_counted_apart(tmp_path: Path) -> None:
    """Gemma 3 4B: 34 layers, every sixth sees all; 4 heads of 256."""
    gemma = facts_of(
        tmp_path, "gemma3", 34, embedding_length=2560, attention__head_count=8, attention__head_count_kv=4,
        attention__key_length=256, attention__value_length=256, attention__sliding_window=1024,
    )  # fmt: skip
    each = 2 * 4 * 512
    assert (gemma.kv_bytes, gemma.window_kv_bytes, gemma.window) == (5 * each, 29 * each, 1024)
    whole = cache_bytes(34 * each, 32768)
    assert cache_bytes(gemma.kv_bytes, 32768, gemma.window, gemma.window_kv_bytes) < whole / 5
    assert cache_bytes(5 * each, 1024, 1024, 29 * each) == cache_bytes(34 * each, 1024)


def test_shared_and_unlike_layers(tmp_path: Path) -> None:
    """Gemma 4 E4B: 42 layers, of which the last 18 keep nothing of their own; the file names each."""
    pattern = ([1] * 5 + [0]) * 7
    gemma = facts_of(
        tmp_path, "gemma4", 42, embedding_length=2560, attention__head_count=8, attention__head_count_kv=2,
        attention__key_length=512, attention__value_length=512, attention__key_length_swa=256,
        attention__value_length_swa=256, attention__sliding_window=512,
        attention__sliding_window_pattern=pattern, attention__shared_kv_layers=18,
    )  # fmt: skip
    assert gemma.kv_bytes == 4 * 2 * 2 * 1024
    assert gemma.window_kv_bytes == 20 * 2 * 2 * 512
    assert gemma.window == 512


def test_recurrent_layers_keep_a_state_and_no_tokens(tmp_path: Path) -> None:
    """Qwen3.5 4B: of 32 layers 8 of attention, 4 heads of 256; the others a gated delta net."""
    qwen = facts_of(
        tmp_path, "qwen35", 32, embedding_length=2560, attention__head_count=16, attention__head_count_kv=4,
        attention__key_length=256, attention__value_length=256, full_attention_interval=4,
        ssm__inner_size=4096, ssm__state_size=128, ssm__group_count=16, ssm__conv_kernel=4,
    )  # fmt: skip
    assert (qwen.kv_bytes, qwen.window_kv_bytes, qwen.window) == (32768, 0, 0)
    assert qwen.state_bytes == 24 * 4 * (4096 * 128 + 3 * (4096 + 2 * 16 * 128))


def test_latent_attention_keeps_one_vector(tmp_path: Path) -> None:
    """GigaChat 3.1 Lightning: 26 layers of 512 + 64."""
    giga = facts_of(
        tmp_path, "deepseek2", 26, embedding_length=1536, attention__head_count=32,
        attention__head_count_kv=1, attention__key_length=576, attention__value_length=512,
        attention__key_length_mla=192, attention__value_length_mla=192,
    )  # fmt: skip
    assert giga.kv_bytes == 26 * 576 * 2


@pytest.mark.parametrize("pattern", [[1, 0], 0, 1 << 20, "every second"])
def test_a_pattern_that_makes_no_sense_counts_every_layer(tmp_path: Path, pattern: object) -> None:
    odd = facts_of(
        tmp_path, "gemma4", 4, embedding_length=64, attention__head_count=4, attention__head_count_kv=2,
        attention__key_length=16, attention__value_length=16, attention__sliding_window=512,
        attention__sliding_window_pattern=pattern,
    )  # fmt: skip
    assert (odd.kv_bytes, odd.window) == (4 * 2 * 2 * 32, 0)


def test_periods_are_those_of_architectures_that_are_known() -> None:
    assert set(SLIDING_PERIODS) | RECURRENT_BETWEEN <= CHAT
