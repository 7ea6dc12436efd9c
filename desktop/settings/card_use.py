"""Who has the graphics card."""


class CardUse:
    """Made by the application. While a training works on the graphics card, chat and generation compute
    on the processor: two models together would not fit, and the training would be the one that breaks."""

    def __init__(self) -> None:
        self._trainings: set[str] = set()

    def take(self, training: str) -> None:
        """A training (the id of its run, or of a dry run) begins on the card."""
        self._trainings.add(training)

    def give_back(self, training: str) -> bool:
        """It has ended; whether it had the card."""
        had = training in self._trainings
        self._trainings.discard(training)
        return had

    def layers(self, chosen: int) -> int:
        """Layers of a model that may be put on the card: as `chosen` (-1 = all that fit), or none."""
        return 0 if self._trainings else chosen
