"""What is said where the processor is too old for Qt: without Qt, its translations and its windows."""

import ctypes
import json
import os
import shutil
import subprocess
import sys

from desktop.paths import RESOURCES
from workers.text.language import in_language

# Programs of Linux desktops that show a sentence in a window; the first that is there does.
_SHOWN_BY = (("zenity", "--error", "--text"), ("kdialog", "--error"), ("xmessage", "-center"))
_ERROR = 0x10  # MB_ICONERROR
_KNOWN_PROBLEM = 1


def explain() -> int:
    """Say it on standard error and, where no terminal is looked at, in a window; returns the exit code."""
    text = sentence(next((os.environ[name] for name in ("LC_ALL", "LANG") if os.environ.get(name)), ""))
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, "Bukvar", _ERROR)
    elif (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and not sys.stderr.isatty():
        command = next((one for one in _SHOWN_BY if shutil.which(one[0])), None)
        if command:
            subprocess.run([*command, text], check=False, capture_output=True)
    if sys.stderr:  # None in a windowed program on Windows
        sys.stderr.write(f"{text}\n")
    return _KNOWN_PROBLEM


def sentence(language: str) -> str:
    """In the language of the environment, where we have it."""
    texts = json.loads((RESOURCES / "old-processor.json").read_text(encoding="utf-8"))
    return in_language(texts, language[:2].lower())
