"""Short texts of a language by their names, from `resources/prompts/<language>/<maker>_words.txt`."""

from functools import cache
from string import Formatter

from workers.answering import prompting


def words(language: str, of: str, text: str, /, **values: str) -> str:
    """The text of a name with its values put in; `of` names the file."""
    pattern = _pairs(language, of)[text]
    wanted = {field for _, field, _, _ in Formatter().parse(pattern) if field}
    return pattern.format(**{field: values[field] for field in wanted})


@cache
def _pairs(language: str, of: str) -> dict[str, str]:
    lines = (prompting.FOLDER / language / f"{of}_words.txt").read_text("utf-8").strip().splitlines()
    pairs = (line.partition(": ") for line in lines if line.strip())
    return {name: text for name, _, text in pairs}
