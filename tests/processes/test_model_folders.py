"""A model folder of a few small tensors becomes a GGUF in the tuning environment, or is refused."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.helpers import in_tuning
from tests.helpers.tuning import tuning_python

TINY = in_tuning.ROOT / "tests" / "helpers" / "tiny_adapter.py"
ROWS = 128  # of the table of embeddings, vocab_size
CONVERT = """
import errno
from safetensors import SafetensorError
from workers.contract.codes import ProblemError
from workers.contract.training.adapters import ConvertModelSpec
from workers.runtime.context import RequestCancelled
from workers.training import gguf_writing
def told():
    try:
        gguf_writing.convert(ConvertModelSpec(sys.argv[1], sys.argv[2]), lambda *now: None, lambda: False)
        return "written"
    except ProblemError as error:
        return error.problem.code
    except RequestCancelled:
        return "cancelled"
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("folders") / "tiny"
    subprocess.run([tuning_python(), TINY, "qwen2", made], check=True)
    words = {chr(0x100 + number): number for number in range(ROWS - 28)}
    body = {
        "model": {"type": "BPE", "vocab": words, "merges": []},
        "pre_tokenizer": {
            "type": "ByteLevel", "use_regex": True, "add_prefix_space": False, "trim_offsets": True
        },
        # One within the table, one at its end and one far beyond.
        "added_tokens": [
            {"id": number, "content": f"<{number}>", "special": True, "single_word": False, "lstrip": False,
             "rstrip": False, "normalized": False}
            for number in (ROWS - 1, ROWS, ROWS + 9)
        ],
    }  # fmt: skip
    (made / "base" / "tokenizer.json").write_text(json.dumps(body), encoding="utf-8")
    return made / "base"


@pytest.fixture
def folder(tiny: Path, tmp_path: Path) -> Path:
    shutil.copytree(tiny, tmp_path / "model")
    return tmp_path / "model"


def convert(folder: Path) -> str:
    return str(in_tuning.run(f"{CONVERT}print(json.dumps(told()))", folder, folder.parent / "model.gguf"))


WORDS = """
import gguf
assert told() == "written"
print(json.dumps(gguf.GGUFReader(sys.argv[2]).fields["tokenizer.ggml.tokens"].contents()))
"""


def test_there_are_as_many_words_as_embeddings(folder: Path) -> None:
    words = in_tuning.run(CONVERT + WORDS, folder, folder.parent / "model.gguf")
    assert len(words) == ROWS
    assert words[-2:] == [f"[PAD{ROWS - 2}]", f"<{ROWS - 1}>"]


def test_the_same_tensors_in_another_file_are_left_aside(folder: Path) -> None:
    shutil.copy(folder / "model.safetensors", folder / "consolidated.safetensors")
    assert convert(folder) == "written"


def test_the_same_tensors_twice_are_told(folder: Path) -> None:
    for number in (1, 2):
        shutil.copy(folder / "model.safetensors", folder / f"model-0000{number}-of-00002.safetensors")
    (folder / "model.safetensors").unlink()
    assert convert(folder) == "model_damaged"


@pytest.mark.parametrize("body", ["{", '{"model": {"type": "BPE", "vocab": {"a": "b"}, "merges": []}}', "[]"])
def test_a_tokenizer_that_cannot_be_read_is_told(folder: Path, body: str) -> None:
    (folder / "tokenizer.json").write_text(body, encoding="utf-8")
    assert convert(folder) == "model_damaged"


def test_numbers_of_tokens_that_do_not_exist_are_left_out(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    body = config | {"pad_token_id": -1, "bos_token_id": 10**9, "eos_token_id": [-1, 5]}
    (folder / "config.json").write_text(json.dumps(body), encoding="utf-8")
    keys = in_tuning.run(CONVERT + SPECIAL, folder, folder.parent / "model.gguf")
    assert keys == {"tokenizer.ggml.eos_token_id": 5}


SPECIAL = """
import gguf
assert told() == "written"
fields = gguf.GGUFReader(sys.argv[2]).fields
print(json.dumps({key: int(field.contents()) for key, field in fields.items() if key.endswith("_token_id")}))
"""
BREAK = """
found = {}
for name, error in {
    "safetensors": SafetensorError("incomplete"),
    "disk": OSError(errno.EIO, "read"),
    "shape": ValueError("cannot reshape"),
    "full": OSError(errno.ENOSPC, "no space"),
    "problem": ProblemError("no_memory"),
    "cancelled": RequestCancelled(),
}.items():
    def load():
        raise error
    gguf_writing._loader = lambda *asked: load
    found[name] = told()
print(json.dumps(found))
"""


def test_what_happens_while_tensors_are_written_is_told(folder: Path) -> None:
    told = in_tuning.run(CONVERT + BREAK, folder, folder.parent / "model.gguf")
    assert told == {
        "safetensors": "model_damaged", "disk": "disk_error", "shape": "model_damaged",
        "full": "disk_full", "problem": "no_memory", "cancelled": "cancelled",
    }  # fmt: skip
    assert not list(folder.parent.glob("*model.gguf*"))
