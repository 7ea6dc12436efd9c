"""Whole lines out of any cutting of the stream."""

import random

from workers.contract.lines import LineSplitter


def test_every_cutting_gives_the_same_lines() -> None:
    stream = "первая\n\nвторая строка\n".encode() + b"x" * 500 + b"\nlast"
    for size in range(1, 60):
        splitter = LineSplitter(limit=1000)
        lines = [line for at in range(0, len(stream), size) for line in splitter.feed(stream[at : at + size])]
        assert lines == ["первая".encode(), b"", "вторая строка".encode(), b"x" * 500]
        assert splitter.feed(b"\n") == [b"last"]
        assert splitter.dropped == 0


def test_over_long_lines_are_dropped_and_reading_goes_on() -> None:
    chance = random.Random(5)
    wanted, stream, dropped = [], b"", 0
    for _ in range(300):
        line = b"y" * chance.choice([0, 1, 9, 10, 11, 25])
        stream += line + b"\n"
        if len(line) <= 10:
            wanted.append(line)
        else:
            dropped += 1
    splitter = LineSplitter(limit=10)
    lines: list[bytes] = []
    while stream:
        size = chance.randint(1, 40)
        lines += splitter.feed(stream[:size])
        stream = stream[size:]
    assert lines == wanted
    assert splitter.dropped == dropped


def test_a_line_without_an_end_takes_no_memory() -> None:
    splitter = LineSplitter(limit=1000)
    for _ in range(1000):
        assert splitter.feed(b"z" * 997) == []
    assert splitter.dropped == 1
    assert splitter.feed(b"\nnext\n") == [b"next"]
