"""Random samples and what they say of the rest."""

import math
import random
from collections.abc import Sequence

# The quantile of the normal distribution for 95 % confidence, two-sided.
Z_95 = 1.959963984540054


def wilson(hits: int, trials: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval (low, high), both 0…1, of a share seen as `hits` of `trials`; (0, 1) without
    trials. It stays sensible where a share is 0 or 1, unlike the textbook ± (E. B. Wilson, 1927, J. Am. Stat.
    Assoc. 22; Brown, Cai, DasGupta 2001 recommend it for small samples)."""
    if not 0 <= hits <= trials:
        raise ValueError(f"{hits} of {trials}")
    if trials == 0:
        return 0.0, 1.0
    share = hits / trials
    scale = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max(0.0, centre - half), min(1.0, centre + half)


def draw(ids: Sequence[str], size: int, seed: int) -> list[str]:
    """`size` of the ids at random and in random order (all of them when there are fewer), so that the first
    few of a sample are a random sample too. The same ids and seed give the same sample."""
    return random.Random(seed).sample(sorted(ids), min(size, len(ids)))
