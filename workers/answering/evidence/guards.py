"""The ways in which a sentence may say something else than its evidence."""

from enum import StrEnum


class Guard(StrEnum):
    """The ways in which a sentence says something else than its evidence."""

    WORDS = "words"  # something is said that does not stand there
    FIGURES = "figures"  # a number, date or unit does not stand there
    BOUNDS = "bounds"  # at most, at least
    DENIAL = "denial"
    MOOD = "mood"  # may, must, must not, need not
    CONDITION = "condition"  # a condition was dropped
    ONLY = "only"  # "only" was put in, or what it limits was dropped
    ROLES = "roles"  # who does it to whom
    PARTS = "parts"  # a number of the neighbour in the same sentence
    COLUMN = "column"  # a number of another column


GUARDS = frozenset(Guard)
# Guards behind which a sentence goes too far or leaves something out; the others contradict.
INCOMPLETE = frozenset((Guard.WORDS, Guard.CONDITION, Guard.ONLY))
# So much of a condition has to be said, here or in the question.
KEPT = 0.5
