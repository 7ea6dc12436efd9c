"""How much memory training takes, before anything is tried."""

from types import SimpleNamespace

from workers.training.fitting import needed

# Of Qwen2.5 1.5B's config.json.
QWEN = SimpleNamespace(num_hidden_layers=28, hidden_size=1536, intermediate_size=8960, vocab_size=151936)


def test_what_did_not_fit_is_not_tried_again() -> None:
    """Four rows with passages, by their letters about 1500 tokens each, took all of a computer's 24 GB, and
    the system killed the run."""
    assert needed(QWEN, 4 * 1500) > 24e9
    assert needed(QWEN, 1500) < 10e9
