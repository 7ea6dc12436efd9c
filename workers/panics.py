"""Panics of libraries in Rust. They come as an exception that is no `Exception`, so that whatever catches
those lets them through. Standard library only."""


def is_panic(error: BaseException) -> bool:
    """Whether a library tripped over its own mistake; a class of its own for each library, with one name."""
    return type(error).__name__ == "PanicException"
