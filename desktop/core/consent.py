"""What opens Bukvar to the outside is agreed to by a person, whoever has begun it."""

from collections.abc import Callable
from enum import StrEnum

from desktop.core.future import Future
from workers.contract.codes import Code, ProblemError


class Opening(StrEnum):
    """What a command would open."""

    SEAL = "seal"  # sealed mode is switched off
    SOURCE = "source"  # models are taken from another place
    NO_MIRROR = "no_mirror"  # no longer from there alone: the places of the catalogue count again
    KEY = "key"  # packs with this signature are trusted
    NO_KEY = "no_key"  # no longer; without any key, all packs count


Consent = Callable[[Opening, str], Future[bool]]


async def require(consent: Consent, opening: Opening, subject: str = "") -> None:
    """Wait for the answer; `subject` is the place or key that is meant. Raises NOT_CONFIRMED."""
    if not await consent(opening, subject):
        raise ProblemError(Code.NOT_CONFIRMED)
