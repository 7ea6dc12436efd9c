"""onnxruntime, kept from writing to its maker.

Since 1.29 the official builds for Linux and macOS tell Microsoft of every process and every model (file name,
hashes, times) and keep an identifier of the device in the user's cache folder. `ORT_DISABLE_TELEMETRY` stops
all of it when it is set before the import; on Windows it writes trace events, which a call of its interface
stops (github.com/microsoft/onnxruntime, docs/Privacy.md). So nothing but this module imports onnxruntime.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

from workers.engines.onnx.embedder_floats import in_floats

onnxruntime.disable_telemetry_events()


class Int8Mode(StrEnum):
    """How products of 8-bit numbers are computed, quickest first."""

    INT8 = "int8"  # as onnxruntime likes it best
    # u8·u8: without VNNI the products of u8·s8 are added in pairs in 16 bits, which may not hold them.
    EXACT = "exact"
    FLOAT = "float"


def open_session(model: Path, mode: Int8Mode = Int8Mode.INT8) -> Any:
    """An `InferenceSession` of one thread: callers run several at once. Raises what the library raises."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps the largest batch it ever saw; texts are short, the saving is not worth the memory.
    options.enable_mem_pattern = False
    source: str | bytes = str(model)
    if mode is Int8Mode.EXACT:
        options.add_session_config_entry("session.x64quantprecision", "1")
    elif mode is Int8Mode.FLOAT:
        source = in_floats(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
