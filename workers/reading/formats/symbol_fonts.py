"""Letters of the fonts Symbol and Wingdings, which documents keep as codes from U+F020 on."""

_SYMBOL = {
    code: letter
    for first, letters in (
        (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
        (0xA2, "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"), (0xC4, "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
        (0xE5, "∑"), (0xF2, "∫"), (0x22, "∀"), (0x24, "∃"), (0x27, "∋"), (0x2A, "∗"), (0x2D, "−"),
        (0x40, "≅"), (0x5C, "∴"), (0x5E, "⊥"),
    )
    for code, letter in enumerate(letters, start=first)
}  # fmt: skip
_WINGDINGS = {
    0x6C: "•", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x73: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☒",
}  # fmt: skip
_FIRST = 0xF000


def letter_of(code: int, font: str) -> str:
    """The letter of a code in one of the two fonts; "•" for an ornament."""
    code = code - _FIRST if code >= _FIRST else code
    if font.casefold().startswith(("wingdings", "webdings")):
        return _WINGDINGS.get(code, "•")
    return _SYMBOL.get(code, chr(code) if 0x20 <= code < 0x7F else "•")


def with_letters(text: str, font: str = "") -> str:
    """A text in which such codes are the letters that a person sees."""
    if all(not 0xF020 <= ord(char) <= 0xF0FF for char in text):
        return text
    return "".join(letter_of(ord(char), font) if 0xF020 <= ord(char) <= 0xF0FF else char for char in text)
