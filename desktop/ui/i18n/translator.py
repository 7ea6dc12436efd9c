"""The language of the window, changed while it runs: views say their words again on `LanguageChange`."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.ui.i18n import formats
from workers.text.language import LANGUAGES, SOURCE

# What the application speaks now: one language, however many translators were made.
_installed: list[QTranslator] = []
_spoken = [""]


class Translator:
    """Made by each start and by the window; the last `apply` counts for the whole application.

    `folder` holds `bukvar_LANGUAGE.qm`; a missing one is not an error: the window then speaks English, the
    language of the sources, with English numbers and dates.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def apply(self, setting: str) -> str:
        """`setting` is one of `WINDOW_LANGUAGES`. Returns the language now in force."""
        language = resolve(setting)
        own = self._load(f"bukvar_{language}", str(self._folder))
        if own is None and language != SOURCE:
            language = SOURCE
        if language == _spoken[0]:
            return language
        app = QCoreApplication.instance()
        assert app is not None
        for translator in _installed:
            app.removeTranslator(translator)
        _spoken[0] = language
        formats.set_language(language)
        QLocale.setDefault(formats.locale())
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        loaded = (self._load(f"qtbase_{language}", qt_folder), own)
        _installed[:] = [translator for translator in loaded if translator is not None]
        for translator in _installed:
            app.installTranslator(translator)
        return language

    @property
    def language(self) -> str:
        """The language in force; "" before the first `apply`."""
        return _spoken[0]

    @staticmethod
    def _load(name: str, folder: str) -> QTranslator | None:
        translator = QTranslator()
        return translator if translator.load(name, folder) else None


def resolve(setting: str) -> str:
    """The language a setting means; the system's where it says "system", English where we have no other."""
    if setting in LANGUAGES:
        return setting
    for wanted in QLocale.system().uiLanguages():
        if wanted[:2] in LANGUAGES:
            return wanted[:2]
    return SOURCE
