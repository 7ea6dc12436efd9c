"""The wire's messages: every example of PROTOCOL.md, both ways, and what a hostile line may do (nothing)."""

import json
import random
import re
from pathlib import Path

import pytest

from workers.contract.codes import Code
from workers.contract.lines import MAX_LINE
from workers.contract.messages import (
    FROM_WORKER,
    TO_WORKER,
    Failed,
    Item,
    Message,
    Search,
    Start,
    Token,
    WireError,
    decode,
    encode,
)
from workers.contract.specs.bases import BaseRef, ItemStatus
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.search import Filters

PROTOCOL = (Path(__file__).resolve().parents[2] / "workers" / "PROTOCOL.md").read_text("utf-8")
EXAMPLES = [
    line for block in re.findall(r"```json\n(.*?)```", PROTOCOL, re.DOTALL) for line in block.splitlines()
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda line: json.loads(line)["type"])
def test_every_example_says_what_it_means(example: str) -> None:
    message = decode(example.encode())
    assert decode(encode(message)) == message
    again = json.loads(encode(message))
    for name, value in json.loads(example).items():
        assert _within(value, again[name]), name


def _within(said: object, read: object) -> bool:
    """Everything that was said was read; what was not said has its default."""
    if isinstance(said, dict) and isinstance(read, dict):
        return all(key in read and _within(value, read[key]) for key, value in said.items())
    if isinstance(said, list) and isinstance(read, list):
        return len(said) == len(read) and all(map(_within, said, read))
    return said == read


def test_every_type_and_every_job_is_in_the_reference() -> None:
    shown = {json.loads(example)["type"] for example in EXAMPLES}
    assert shown == {message.type for message in TO_WORKER + FROM_WORKER}
    kinds = "|".join(kind.value for kind in Kind)
    jobs = set(re.findall(rf"^\| `(\w+)` \| (?:{kinds}) \|", PROTOCOL, re.MULTILINE))
    assert jobs == {job.value for job in Job}


def test_types_are_unique() -> None:
    types = [message.type for message in TO_WORKER + FROM_WORKER]
    assert len(types) == len(set(types))


def test_russian_travels_as_itself() -> None:
    line = encode(Token("1", "Привет,\nмир\u2028\x00\U0001f4c4"))
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert "Привет".encode() in line
    assert decode(line) == Token("1", "Привет,\nмир\u2028\x00\U0001f4c4")


def test_a_lone_surrogate_does_not_break_the_line() -> None:
    message = decode(encode(Token("1", "до\udcffпосле")))
    assert message == Token("1", "до?после")


def test_a_line_has_a_limit_both_ways() -> None:
    around = len(encode(Token("1", "")))
    assert len(encode(Token("1", "x" * (MAX_LINE - around)))) == MAX_LINE
    with pytest.raises(WireError):
        encode(Token("1", "x" * (MAX_LINE - around + 1)))
    with pytest.raises(WireError):
        decode(b" " * (MAX_LINE + 1))


def test_unknown_fields_are_ignored_and_missing_ones_have_defaults() -> None:
    line = b'{"type": "item", "request": "1", "document": "d", "path": "p", "status": "queued", "new": [1]}'
    assert decode(line) == Item("1", "d", "p", ItemStatus.QUEUED)
    base = b'{"id": "b", "folder": "f", "embedder": "e"}'
    line = b'{"type": "search", "request": "1", "base": ' + base + b', "question": "q"}'
    assert decode(line) == Search("1", BaseRef("b", "f", "e"), "q", filters=Filters())


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"null", b"[]", b"7", b'"start"', b"{", b"{}", b'{"type": 7}', b'{"type": null}',
        b'{"type": ["start"]}', b'{"type": "Start"}', b'{"type": "start"}',
        b'{"type": "start", "request": 1}',
        b'{"type": "start", "request": "1", "job": "x", "params": []}', b'{"type": "yield", "busy": "yes"}',
        b'{"type": "item", "request": "1", "document": "d", "path": "p", "status": "eaten"}',
        b'{"type": "failed", "request": "1", "code": "no such code"}',
        b'{"type": "progress", "request": "1", "stage": "s", "done": true, "total": 1, "unit": "u"}',
        b'{"type": "progress", "request": "1", "stage": "s", "done": 1.5, "total": 1, "unit": "u"}',
        b"\xff\xfe\x00", b'{"type": "token", "request": "1", "text": "\xff"}', b"[" * 100_000,
        b'{"type": "alive"} {"type": "alive"}',
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(WireError):
        decode(line)


def test_ten_thousand_damaged_lines_raise_nothing_else() -> None:
    chance = random.Random(20_26)
    seeds = [example.encode() for example in EXAMPLES]
    understood = 0
    for _ in range(10_000):
        line = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(line))
            what = chance.randrange(4)
            if what == 0:
                line[at] = chance.randrange(256)
            elif what == 1:
                del line[at : at + chance.randint(1, 20)]
            elif what == 2:
                line[at:at] = chance.choice([b"[", b"}", b'"', b"null", b"-1e999", b"\\u0000", b"7" * 5000])
            else:
                line[at:at] = line[: chance.randint(1, 40)]
            if not line:
                break
        try:
            message = decode(bytes(line))
        except WireError:
            continue
        understood += 1
        assert isinstance(message, Message)
        assert encode(message).endswith(b"\n")
    assert 0 < understood < 10_000


def test_failed_keeps_code_and_parameters() -> None:
    message = Failed("1", Code.DISK_FULL, {"need": 10, "free": 2.5, "where": "D:"}, "traceback", True)
    assert decode(encode(message)) == message


def test_parameters_of_a_job_may_be_anything_that_json_is() -> None:
    message = Start("1", "index", {"a": [None, True, {"b": "ё"}]})
    assert decode(encode(message)) == message
