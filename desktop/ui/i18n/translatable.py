"""Tables of texts that are translated where they are shown."""


def translatable(context: str, *tables: object) -> None:
    """Mark the plain texts of dicts and tuples of this module, but not keys, for the translators
    (`installer.strings`, which reads the source). A text finds its translation under the class `context`."""
