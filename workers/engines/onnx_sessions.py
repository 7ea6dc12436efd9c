"""onnxruntime, kept from writing to its maker.

Since 1.29 the official builds for Linux and macOS tell Microsoft of every process and every model (file name,
hashes, times) and keep an identifier of the device in the user's cache folder. `ORT_DISABLE_TELEMETRY` stops
all of it when it is set before the import; on Windows it writes trace events, which a call of its interface
stops (github.com/microsoft/onnxruntime, docs/Privacy.md). So nothing but this module imports onnxruntime.
"""

import os
from pathlib import Path
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()


def open_session(model: Path) -> Any:
    """An `InferenceSession` of one thread: callers run several at once. Raises what the library raises."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps the largest batch it ever saw; texts are short, the saving is not worth the memory.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
