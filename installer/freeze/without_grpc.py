"""Stands in for grpc in the frozen worker, before anything is imported there.

qdrant-client imports grpc when it is loaded and uses it only where somebody prefers it; Bukvar speaks REST
with a Qdrant server. The real library would be 18 MB on every computer, for nothing.
"""

import sys
from types import ModuleType


class _Named(type):
    """A class for every name of grpc: a base to inherit from, a type to annotate with. It does nothing."""

    def __getattr__(cls, name: str) -> type:
        return _named(name, cls)


def _named(name: str, owner: object) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    made = _Named(name, (), {})
    setattr(owner, name, made)
    return made


grpc = ModuleType("grpc", __doc__)
grpc.__getattr__ = lambda name: _named(name, grpc)  # type: ignore[method-assign]
sys.modules["grpc"] = grpc
