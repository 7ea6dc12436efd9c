"""How often terms and words stand in the chunks of a base."""

from collections.abc import Iterator, Sequence

from workers.engines.stores.text_connection import TextConnection
from workers.engines.stores.text_rows import (
    CandidateChunk,
    Totals,
    parts,
)


class TextWords(TextConnection):
    """Counts over all chunks, kept with every change of them."""

    def frequencies(self, terms: Sequence[int]) -> dict[int, int]:
        """Term → number of chunks that hold it; terms that none holds are left out."""
        found = {}
        for part in parts(terms):
            marks = ",".join("?" * len(part))
            for row in self._read(f"SELECT * FROM frequencies WHERE term IN ({marks})", part):
                found[int(row["term"])] = int(row["chunks"])
        return found

    def known_words(self, words: Sequence[str]) -> set[str]:
        """Which of `words` (lower case, е for ё) stand in a chunk as they are."""
        found = set()
        for part in parts(words):
            marks = ",".join("?" * len(part))
            found |= {
                str(row["word"])
                for row in self._read(f"SELECT word FROM words WHERE word IN ({marks})", part)
            }
        return found

    def words_like(self, letter: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Words that begin with a letter and have a length within bounds, with their number of chunks."""
        rows = self._read(
            "SELECT word, chunks FROM words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
            (letter, chr(ord(letter) + 1), shortest, longest),
        )
        return [(str(row["word"]), int(row["chunks"])) for row in rows]

    def words_beginning(self, letters: str, most: int) -> list[str]:
        """The most frequent words (lower case, е for ё) that begin so."""
        rows = self._read(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY chunks DESC, word LIMIT ?",
            (letters, f"{letters}\U0010ffff", most),
        )
        return [str(row["word"]) for row in rows]

    def every_candidate(self) -> Iterator[CandidateChunk]:
        """All chunks that answer, without their texts."""
        columns = "k.id, k.content, k.ordinal, k.length, k.terms"
        every = f"SELECT {columns} FROM chunks k JOIN contents c ON c.id = k.content WHERE c.ready = 1"
        with self._reading() as reader:
            for row in reader.execute(every):
                yield CandidateChunk(*row)

    def totals(self) -> Totals:
        """Sums over all chunks."""
        (row,) = self._read("SELECT chunks, length FROM totals")
        return Totals(int(row["chunks"]), int(row["length"]))
