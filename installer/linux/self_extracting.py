"""The `.run`: one file that installs for the user who starts it, and that speaks Russian or English."""

import re
import shutil
import subprocess
from pathlib import Path

# What makeself is told beside the folder, the file and the name. Its MD5 is no protection any more.
OPTIONS = ("--xz", "--threads", "0", "--nox11", "--quiet", "--tar-quietly", "--sha256", "--nomd5", "--nocrc")
_HEADERS = ("/usr/share/makeself/makeself-header.sh", "/usr/lib/makeself/makeself-header.sh")
# The header is a text inside `cat << EOF`: a `$` of the finished file is `\$` here.
_SAY = r"""BUKVAR_Say()
{
    case "\${LC_ALL:-\${LC_MESSAGES:-\${LANG:-}}}" in
        ru*) echo "\$1" ;;
        *) echo "\$2" ;;
    esac
}

MS_Printf()
"""
_BEGIN = r"""if test x"\$quiet" = xn; then
    BUKVAR_Say "Проверяю и распаковываю Букварь…" "Checking and unpacking Bukvar…"
    quiet=y
fi
if test ! -t 2; then
    noprogress=y
fi

location="\`pwd\`"
"""
_DAMAGED = (
    r'BUKVAR_Say "Файл установки повреждён или скопирован не до конца. Скопируйте его снова; ничего не'
    r' изменено."'
    r' "The installer is damaged or was not copied to its end. Copy it again; nothing was changed." >&2'
)
_ROOM = (
    r'BUKVAR_Say "Во временной папке \$TMPROOT мало места: нужно \`expr $USIZE / 1024\` МБ. Укажите другую: '
    r'TMPDIR=/папка sh \$0" "The temporary folder \$TMPROOT has too little room: '
    r'\`expr $USIZE / 1024\` MB are needed. Name another one: TMPDIR=/folder sh \$0" >&2'
)
# What the header says in English only → what it does instead.
_WORDS = (
    (r"MS_Printf\(\)\n", _SAY),
    (r'location="\\`pwd\\`"\n', _BEGIN),
    (r'echo " Unexpected archive size\." >&2', _DAMAGED),
    (r'echo "Error in SHA256 checksums: [^"]*" >&2', _DAMAGED),
    (
        r'echo\n\s*echo "Not enough space left in .*\n.*--nodiskspace.*\n'
        r'(?:.*\n){1,2}\s*echo "Consider .*\n\s*fi',
        _ROOM,
    ),
    (r'echo >&2\n\s*echo "Unable to decompress \\\$0" >&2', _DAMAGED),
)


class UnknownHeader(Exception):
    """This makeself has other sentences than those that are known; the text says which."""


def make(stage: Path, result: Path, version: str) -> None:
    """Pack the folder `stage`, whose `setup.sh` is started after unpacking. Raises `UnknownHeader`,
    `subprocess.CalledProcessError`."""
    header = stage.with_name("makeself-header.sh")
    header.write_text(talking(_header().read_text(encoding="utf-8")), encoding="utf-8")
    result.unlink(missing_ok=True)
    command: list[str | Path] = [
        "makeself", *OPTIONS, "--header", header, stage, result, f"Bukvar {version}", "./setup.sh",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def talking(header: str) -> str:
    """makeself's header with Bukvar's sentences. Raises `UnknownHeader`."""
    for pattern, words in _WORDS:
        header, count = re.subn(pattern, lambda _, words=words: words, header)  # type: ignore[misc]
        if count != 1:
            raise UnknownHeader(f"This makeself is not known: {pattern!r} is {count} times in its header.")
    return header


def _header() -> Path:
    beside = Path(shutil.which("makeself") or "/").resolve().with_name("makeself-header.sh")
    found = [file for file in (*map(Path, _HEADERS), beside) if file.is_file()]
    if not found:
        raise UnknownHeader("makeself is there without its header.")
    return found[0]
