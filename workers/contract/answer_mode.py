"""How an answer is made."""

from enum import StrEnum


class AnswerMode(StrEnum):
    """What an answer is made with, from the least work to the most. Bases and exams keep the value, messages
    and commands say it. A trained model is shown no instructions, so six of the eight combinations are."""

    MODEL = "model"
    INSTRUCTIONS = "instructions"
    DOCUMENTS = "documents"
    DOCUMENTS_INSTRUCTIONS = "documents+instructions"
    TRAINED = "trained"
    DOCUMENTS_TRAINED = "documents+trained"

    @classmethod
    def of(cls, *, searches: bool, instructed: bool = False, trained: bool = False) -> "AnswerMode":
        """The mode with these parts; `instructed` does not count where `trained` does."""
        parts = ["documents"] if searches else []
        parts += ["trained"] if trained else ["instructions"] if instructed else []
        return cls("+".join(parts) or "model")

    @property
    def searches(self) -> bool:
        """Whether the documents are searched."""
        return "documents" in self.value.split("+")

    @property
    def instructed(self) -> bool:
        """Whether a version of the base's instructions is shown to the model."""
        return "instructions" in self.value.split("+")

    @property
    def trained(self) -> bool:
        """Whether an adapter is put on the model."""
        return "trained" in self.value.split("+")

    @property
    def without_instructions(self) -> "AnswerMode":
        """What a base is set to and a worker is asked with: instructions are chosen and sent beside it."""
        return AnswerMode.of(searches=self.searches, trained=self.trained)


# What a base can be set to, and a question can be asked with, in the order of lists.
BASE_MODES = tuple(mode for mode in AnswerMode if not mode.instructed)
