"""How long work will still take: from what was done lately, shown only when it can be trusted."""

from collections import deque

# Shown after ten seconds (ui.md): earlier figures jump and are worth nothing.
SHOWN_AFTER_S = 10.0
# The pace is that of the last minute: files, like networks, come slow and quick in stretches.
_WINDOW_S = 60.0
# A time left is corrected upwards from this share, with so many seconds of slack.
GROWS_FROM, _SLACK_S = 1.5, 5.0
_MOST_SAMPLES = 600
# Work that goes on tells at once what was done before: what comes so soon says nothing of its pace.
_AT_ONCE_S = 1.0


class Estimator:
    """Fed with (time, done); one for each run of a job, so a pause does not count as work.

    The pace is (done now - done at the window's beginning) / time between them, mixed half and half with the
    pace of the whole run: the window follows changes, the whole run keeps a single large file from turning
    minutes into hours.
    """

    def __init__(self, now: float) -> None:
        self._began = now
        self._samples: deque[tuple[float, float]] = deque(maxlen=_MOST_SAMPLES)
        self._first: tuple[float, float] | None = None
        self._fed = now  # since when
        self._total = 0
        self._told: tuple[float, float] | None = None  # when, and the seconds left that were told

    def feed(self, now: float, done: float, total: int) -> None:
        """`done` of `total` units at time `now` (seconds of any steady clock)."""
        if self._samples and (done < self._samples[-1][1] or total < self._total):
            self._samples.clear()
            self._first = self._told = None  # another stage counts anew
        self._total = total
        if self._first is None:
            self._fed = now
        if self._first is None or now - self._fed < _AT_ONCE_S:
            self._first = (now, done)
            self._samples.clear()
        self._samples.append((now, done))
        # One from before the window stays: what comes in bursts, as many documents at once and then none for
        # a minute, has no other beginning than the burst itself.
        while len(self._samples) > 1 and now - self._samples[1][0] >= _WINDOW_S:
            self._samples.popleft()

    def seconds_left(self, now: float) -> float | None:
        """Seconds until `total`; None while it is unknown, too early, or nothing has moved."""
        if self._first is None or not self._total or now - self._began < SHOWN_AFTER_S:
            return None
        done = self._samples[-1][1]
        if done >= self._total:
            return None
        paces = [
            (done - count) / (now - moment)
            for moment, count in (self._samples[0], self._first)
            if now > moment and done > count
        ]
        if not paces:
            return None
        return self._steady(now, (self._total - done) / (sum(paces) / len(paces)))

    def _steady(self, now: float, left: float) -> float:
        """A time left that was told counts down; it grows only when it was wrong by half and more."""
        if self._told is not None:
            moment, before = self._told
            expected = max(before - (now - moment), 0.0)
            if expected < left < expected * GROWS_FROM + _SLACK_S:
                return expected
        self._told = (now, left)
        return left
