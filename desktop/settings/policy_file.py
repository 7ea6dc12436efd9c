"""The administrator's policy: where its file lies, whether it may be believed, what it says.

One file for the whole computer, which a user can read and not change. It counts only while administrators
alone may write it and every folder above it; a file that is there and does not count seals the program, so
that neither a mistake nor a user gets around it.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.settings.file_trust import administrators_alone
from desktop.settings.policy import NO_POLICY, Policy, PolicyState, locked_down, parse_policy
from workers.contract.codes import Code, Problem
from workers.files import read_file

POLICY_FILE = "policy.json"
# Stands in for a computer's policy where there is none (to try one out); it can never replace one.
VARIABLE = "BUKVAR_POLICY"
_LARGEST = 1 << 20  # bytes
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_policy(
    file: Path,
    trusted: Callable[[Path], bool] = administrators_alone,
    environment: Mapping[str, str] = os.environ,
) -> Policy:
    """The policy that holds here: of `file`, the computer's; where that does not exist, of a file named by
    BUKVAR_POLICY, which a user can but bind himself with. Never raises: what is wrong is in its `notes`."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        chosen = environment.get(VARIABLE, "")
        return _read(Path(chosen)) if chosen else NO_POLICY  # who names a file that is not there is told
    except OSError as error:
        return _damaged(file, str(error))
    try:
        if not trusted(file):
            note = Problem(Code.POLICY_REFUSED, {"file": str(file)})
            return locked_down(PolicyState.REFUSED, str(file), note)
    except OSError as error:
        return _damaged(file, str(error))
    return _read(file)


def check_policy(file: Path) -> Policy:
    """What a file would mean as the policy, whoever owns it (`bukvar policy check`)."""
    return _read(file)


class _Object(dict[str, Any]):
    """A JSON object that remembers all values of each key that stands in it more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        every: dict[str, list[Any]] = {}
        for name, value in pairs:
            every.setdefault(name, []).append(value)
        self.repeated = {name: values for name, values in every.items() if len(values) > 1}


def _read(file: Path) -> Policy:
    try:
        written = read_file(file, _LARGEST)
        encoding = next((name for mark, name in _BOMS if written.startswith(mark)), "utf-8")
        untrusted = json.loads(written.decode(encoding), object_pairs_hook=_Object)
        if not isinstance(untrusted, _Object):
            return _damaged(file, "it is not a JSON object")
        return parse_policy(untrusted, str(file), expand, untrusted.repeated)
    except (OSError, ValueError, RecursionError) as error:
        return _damaged(file, str(error))


def _damaged(file: Path, why: str) -> Policy:
    return locked_down(PolicyState.DAMAGED, str(file), Problem(Code.POLICY_DAMAGED, {"file": str(file)}, why))


def expand(text: str) -> str:
    """With the user's home for a leading ~ and the user's name for $USER (or %USERNAME%), as the system knows
    them: variables of the environment are the user's own to change."""
    home, name = _user()
    for place in ("$USER", "${USER}", "%USERNAME%"):
        text = text.replace(place, name)
    if text == "~" or text.startswith(("~/", "~\\")):
        text = home + text[1:]
    return text


def _user() -> tuple[str, str]:
    """(home folder, name); "~" for a home that is not known: what begins with it is then no whole path."""
    if sys.platform == "win32":
        home = _home()
        try:
            return home, os.getlogin()
        except OSError:  # a service without a session
            return home, Path(home).name
    import pwd

    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:  # a user that no directory knows (a container)
        return _home(), str(os.getuid())
    return entry.pw_dir, entry.pw_name


def _home() -> str:
    try:
        return str(Path.home())
    except RuntimeError:
        return "~"
