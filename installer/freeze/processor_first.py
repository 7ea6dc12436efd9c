"""Before anything of Qt is loaded, and PyInstaller's own preparation of PySide6 loads it: a processor that is
too old for it would end the program without a word."""

import sys

from workers.contract import processor

if processor.too_old():
    from desktop import old_processor

    sys.exit(old_processor.explain())
