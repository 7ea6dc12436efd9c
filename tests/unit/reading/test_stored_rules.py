"""Bases are read again whenever rules store something else of the same files."""

import json

from tests.fixtures.stored_rules import KEPT, all_stored
from workers.services.knowledge import content_ids


def test_a_rule_that_stores_something_else_raises_the_fingerprint() -> None:
    kept = json.loads(KEPT.read_text("utf-8"))
    raise_it = (
        "raise the FINGERPRINT of workers/reading, workers/retrieval/chunking.py, lexical.py or "
        "workers/tables/shaping.py, then: python -m tests.fixtures.stored_rules"
    )
    assert kept["fingerprint"] == content_ids.FINGERPRINT, "python -m tests.fixtures.stored_rules"
    assert all_stored() == kept["stored"], raise_it
