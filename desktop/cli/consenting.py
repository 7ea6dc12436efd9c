"""A person agrees to what a command opens: in the window where there is one, else on the terminal of the
command, with the passphrase where one was set."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.cli.command import Call
from desktop.core import consent
from desktop.core.consent import Opening
from desktop.core.future import Future, spawn
from desktop.settings.passphrase import hashed, matches
from desktop.ui.words import consent_words
from workers.contract.codes import Code, ProblemError

if TYPE_CHECKING:
    from desktop.app import Application

# The settings that are changed behind a yes.
_SETTINGS = {
    Opening.SEAL: "sealed", Opening.NO_MIRROR: "mirror", Opening.KEY: "pack_keys", Opening.NO_KEY: "pack_keys"
}  # fmt: skip


async def require(application: "Application", call: Call, opening: Opening, subject: str = "") -> None:
    """Wait for the answer; raises NOT_CONFIRMED. Nobody is asked about what an administrator has fixed: the
    change itself is refused then."""
    if _SETTINGS.get(opening) in application.settings.fixed:
        return

    def on_terminal(opening: Opening, subject: str) -> Future[bool]:
        return spawn(_asked(application, call, opening, subject))

    await consent.require(application.consent or on_terminal, opening, subject)


async def _asked(application: "Application", call: Call, opening: Opening, subject: str) -> bool:
    words = "\n".join(consent_words.question(opening, subject))
    if application.settings.values.seal_passphrase:
        return await _knows_passphrase(application, call, f"{words}\n")
    return await _agrees(call, f"{words}\n")


async def _agrees(call: Call, words: str = "") -> bool:
    """Whether a person types that word: a terminal that is gone gives empty lines alone."""
    confirm = QCoreApplication.translate("Consent", "Type “yes” to allow it:")
    typed = (await call.ask(f"{words}{confirm} ", False)).strip().casefold()
    # The English word counts in every language: not every terminal can type another.
    return typed in ("yes", QCoreApplication.translate("Consent", "yes"))


async def set_passphrase(application: "Application", call: Call) -> None:
    """Have another passphrase typed, twice; an empty one takes it away, where that is agreed to. Raises
    NOT_CONFIRMED where the old one is not known, there is no terminal, or both are not the same."""
    translate = QCoreApplication.translate
    if application.settings.values.seal_passphrase and not await _knows_passphrase(application, call, ""):
        raise ProblemError(Code.NOT_CONFIRMED)
    asked = translate("Consent", "New passphrase (empty: none):")
    typed = await call.ask(f"{asked} ", True)
    if typed and typed != await call.ask(f"{translate('Consent', 'Once more:')} ", True):
        raise ProblemError(Code.NOT_CONFIRMED)
    if not typed and not (application.settings.values.seal_passphrase and await _agrees(call)):
        raise ProblemError(Code.NOT_CONFIRMED)
    application.settings.change(seal_passphrase=hashed(typed) if typed else "")


async def _knows_passphrase(application: "Application", call: Call, words: str) -> bool:
    asked = QCoreApplication.translate("Consent", "Passphrase:")
    typed = await call.ask(f"{words}{asked} ", True)
    return bool(typed) and matches(typed, application.settings.values.seal_passphrase)
