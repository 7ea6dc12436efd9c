"""What a model's row says of its speed."""

import pytest

from desktop.features.models.domain.fit import Fit, FitState
from desktop.features.models.views.model_words import pace_words


@pytest.mark.parametrize(
    ("words", "said"),
    [(0.01, 1), (3.0, 3), (9.4, 9), (9.6, 10), (12.0, 10), (57.0, 60)],
)
def test_a_slow_model_is_not_said_to_be_quicker_than_it_is(words: float, said: int) -> None:
    fit = Fit(FitState.TOO_SLOW, 1, 1, words_a_minute=words)
    assert f" {said} word" in pace_words(fit)
