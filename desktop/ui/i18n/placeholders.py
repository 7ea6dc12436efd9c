"""Values in a translated text."""

import re

_PLACEHOLDER = re.compile(r"%([1-9]|[a-z_]+%?)")


def fill(text: str, /, *values: str | int, **named: str | int) -> str:
    """Put `values` in the place of %1 … %9, and `named` in that of %name% (or %name, as %n of a plural).

    All at once: what stands in a value is never taken for a placeholder. A placeholder without a value stays.
    """

    def value(found: re.Match[str]) -> str:
        key = found[1]
        if key.isdigit():
            at = int(key)
            return str(values[at - 1]) if at <= len(values) else found[0]
        name = key.removesuffix("%")
        return str(named[name]) if name in named else found[0]

    return _PLACEHOLDER.sub(value, text)
