"""Where the data lie since they were moved: a small file beside the settings, written whole or not at all."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from workers.contract.codec import CodecError, decode_json, from_json
from workers.files import read_file, write_whole

FILE = "data_folder.json"


@dataclass(frozen=True, slots=True)
class DataPlace:
    """`data`: the folder in use ("" = the usual one). `moving_to`: where the next start moves the data ("" =
    nowhere). `former`: the folder that they were copied from and that is still there, `parts` the names in it
    that were copied. `away`: the folder that a person began without, asked for again once it is there."""

    data: str = ""
    moving_to: str = ""
    former: str = ""
    parts: tuple[str, ...] = ()
    away: str = ""


def read_place(folder: Path) -> DataPlace:
    """What the file in the folder of the settings says; the usual place where there is none, or one that
    cannot be read."""
    try:
        return from_json(DataPlace, decode_json(read_file(folder / FILE)))
    except (OSError, ValueError, CodecError):
        return DataPlace()


def write_place(folder: Path, place: DataPlace) -> None:
    """Raises OSError; what stood there before then stands there still."""
    write_whole(folder / FILE, json.dumps(asdict(place), ensure_ascii=False), private=True)
