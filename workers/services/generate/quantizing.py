"""Makes a model smaller with llama.cpp's own quantiser."""

import contextlib
import ctypes
import os
import shutil
from pathlib import Path

import llama_cpp as llama

from workers.contract.codes import Code, ProblemError
from workers.contract.training.adapters import ModelFile, QuantizeSpec
from workers.engines.computer import physical_cores
from workers.engines.gguf import gguf_file
from workers.engines.llama.language_model import quiet
from workers.files import publish, sha256_of
from workers.runtime.context import Context
from workers.transfer.partial_file import disk_full, require_space

# LLAMA_FTYPE_MOSTLY_* of llama.h: the kinds that need no importance matrix.
FILE_TYPES = {
    "F16": 1,
    "Q4_0": 2,
    "Q4_1": 3,
    "Q8_0": 7,
    "Q5_0": 8,
    "Q5_1": 9,
    "Q3_K_M": 12,
    "Q4_K_S": 14,
    "Q4_K_M": 15,
    "Q5_K_S": 16,
    "Q5_K_M": 17,
    "Q6_K": 18,
}
_FULL = 1 << 20  # bytes: with less left, the disk is what stopped it


def quantize(spec: QuantizeSpec, context: Context) -> ModelFile:
    """Write `spec.output`, whole or not at all; a cancelled request ends after llama.cpp's call, which cannot
    be interrupted. Raises MODEL_DAMAGED, NOT_A_MODEL, MODEL_UNSUPPORTED, DISK_FULL; ValueError for a
    quantization that is not known."""
    source, output = Path(spec.source), Path(spec.output)
    if spec.quantization not in FILE_TYPES:
        raise ValueError(f"quantization {spec.quantization}")
    gguf_file.inspect(source)
    quiet()
    output.parent.mkdir(parents=True, exist_ok=True)
    require_space(output.parent, source.stat().st_size)
    new = output.with_name(f".{output.name}.new")
    parameters = llama.llama_model_quantize_default_params()
    parameters.ftype = FILE_TYPES[spec.quantization]
    parameters.nthread = spec.threads or physical_cores()
    context.progress("quantizing", 0, 1, "steps", spec.quantization)
    try:
        status = llama.llama_model_quantize(os.fsencode(source), os.fsencode(new), ctypes.byref(parameters))
        if status != 0:
            free = shutil.disk_usage(output.parent).free
            if free < _FULL:
                raise ProblemError(Code.DISK_FULL, need=source.stat().st_size, free=free)
            raise ProblemError(Code.MODEL_DAMAGED, f"llama_model_quantize: {status}", model=source.name)
        context.raise_if_cancelled()
        gguf_file.inspect(new)
        digest = sha256_of(new)
        publish(new, output)
    except OSError as error:
        raise disk_full(error, output.parent, source.stat().st_size) or error from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink()
    context.progress("quantizing", 1, 1, "steps", spec.quantization)
    return ModelFile(str(output), output.stat().st_size, digest)
