"""What lies beside the wheels: for the person who carries the folder, and for Bukvar that finds it."""

import json
import shutil
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.tuning_folder import DESCRIPTION, TuningFolder
from workers.files import sha256_of, write_whole

SUMS = "SHA256SUMS"
_README = """Bukvar: компонент обучения для компьютеров без интернета
=========================================================
Для: {title}
Файлов: {files}, {gigabytes} ГБ. На диске нужно 10 ГБ свободного места.

Как установить
1. Перенесите всю папку на флешку или сетевой диск и подключите их к компьютеру с «Букварём».
2. Откройте «Обучение», затем «Перед стартом»: «Букварь» сам найдёт папку и предложит
   установить компонент из неё.
   Или в терминале: bukvar tuning install --wheelhouse ПАПКА --accept-licence
На том компьютере нужен Python {pythons} (в Debian и Ubuntu: пакеты python3 и python3-venv;
в Windows: установщик с сайта Python, его можно положить в эту же папку).

Целы ли файлы: sha256sum -c {sums}. «Букварь» проверяет каждый пакет ещё раз, по своему собственному списку.
Условия, на которых распространяются пакеты, — в файле tuning_ru.txt.


Bukvar: the training component for computers without the internet
=================================================================
For: {title}
Files: {files}, {gigabytes} GB. 10 GB must be free on the disk.

How to install it
1. Carry the whole folder on a USB disk or a network share to the computer with Bukvar.
2. Open Training, then Before the start: Bukvar finds the folder by itself and offers to install from it.
   Or in a terminal: bukvar tuning install --wheelhouse FOLDER --accept-licence
That computer needs Python {pythons} (on Debian and Ubuntu: the packages python3 and
python3-venv; on Windows: the installer from Python's site, which may lie in this folder, too).

Whether the files are whole: sha256sum -c {sums}. Bukvar checks each package once more,
against a list of its own.
The terms of the packages are in tuning_en.txt.
"""


def describe(out: Path, wheels: list[Path], about: TuningFolder, licences: Path) -> None:
    """Write the sums, the README, the licences and, last, the description that makes the folder count."""
    (out / DESCRIPTION).unlink(missing_ok=True)
    for file in licences.glob("tuning_*.txt"):
        shutil.copy(file, out / file.name)
    readme = _README.format(
        title=title(about),
        files=about.files,
        gigabytes=f"{about.size / 1e9:.1f}",
        pythons=" / ".join(about.pythons),
        sums=SUMS,
    )
    (out / "README.txt").write_text(readme, encoding="utf-8")
    sums = "".join(f"{sha256_of(file)}  {file.name}\n" for file in sorted(set(wheels)))
    (out / SUMS).write_text(sums, encoding="utf-8")
    write_whole(out / DESCRIPTION, json.dumps(to_json(about), indent=1))


def title(about: TuningFolder) -> str:
    """What the folder is for, in one line."""
    system = "Windows" if about.system == "win32" else "Linux"
    card = f", CUDA {about.cuda}" if about.cuda else ""
    return f"{system} {about.machine}, Python {' / '.join(about.pythons)}{card}"
