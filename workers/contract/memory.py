"""Memory of a chat model's context: keys and values, whole or within a window. Standard library.

The one place of this arithmetic: the window's estimate and the process that loads a model both use it.
"""

BATCH = 512  # tokens that are read at once
_PAD = 256  # tokens; llama.cpp rounds the cache of layers with a window up to it


def cache_bytes(kv_bytes: int, context: int, window: int = 0, window_kv_bytes: int = 0) -> int:
    """Bytes that `context` tokens take: layers that see all of them keep `kv_bytes` a token; layers with a
    sliding window keep `window_kv_bytes` for `window` tokens and the batch that is read meanwhile, as
    llama.cpp's `llama_kv_cache_iswa` does with `swa_full` off."""
    seen = min(context, -(-(window + BATCH) // _PAD) * _PAD) if window else context
    return kv_bytes * context + window_kv_bytes * seen
