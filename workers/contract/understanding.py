"""How a question was understood before it was searched. Standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Respelling:
    """A word of the question as it was typed, and as it was searched."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that the question names."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Understood:
    """`question`: as the model is to read it, with its layout and its words mended, without the turn before.
    `retyped`: it had been typed on another keyboard layout. `respelled`: misspelt words that were mended.
    `expanded`: abbreviations and what they stand for. `completed`: the turn before was searched with it.
    `named`: documents that it names, which alone are searched; `absent`: the words that name a document which
    the base does not have. `overview`: it asks what a document is about, as a whole."""

    question: str = ""
    retyped: bool = False
    respelled: tuple[Respelling, ...] = ()
    expanded: tuple[Respelling, ...] = ()
    completed: bool = False
    named: tuple[NamedDocument, ...] = ()
    absent: tuple[str, ...] = ()
    overview: bool = False

    @property
    def mended(self) -> bool:
        """Whether the question is read in other words than it was typed in."""
        return self.retyped or bool(self.respelled)
