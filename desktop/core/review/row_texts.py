"""How a set of texts is named by a hash."""

import json
from collections.abc import Iterable

from workers.contract.codec import to_json
from workers.files import sha256


def hash_of(texts: Iterable[object]) -> str:
    """sha256 (hex) over the texts as JSON with sorted keys, one a line, in the order of these lines: the same
    texts have the same hash in whatever order they came."""
    lines = sorted(
        json.dumps(to_json(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")) for text in texts
    )
    return sha256("".join(f"{line}\n" for line in lines))
