"""What styles of a page say: which elements nobody sees, how lists are numbered."""

import re
from collections.abc import Mapping

# What a style says of text that nobody sees.
_INVISIBLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:(?:0?\.0\d*|0)(?:;|!|$)"
    r"|font-size:(?=[\d.])[01]?(?:\.\d*)?(?:px|pt)?(?:;|!|$)|font-size:0(?:\.[01]\d*)?(?:em|rem|%)(?:;|!|$)"
    r"|(?:text-indent|left|top|margin-left):-\d{3,}|clip:rect\(0|clip-path:inset\((?:100|50)%"
    r"|(?:^|;)(?:max-)?(?:height|width):0(?:px)?;.*overflow:hidden"
    r"|overflow:hidden;(?:.*;)?(?:max-)?(?:height|width):0(?:px)?(?:;|!|$)|transform:scale\(0\)"
    r"|(?:^|;)color:(?:transparent|(?:rgba|hsla)\([^)]*,0(?:\.0\d*)?\))"
)
_STRUCK = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
_WHITES = r"(?:#f[89a-f]f[89a-f]f[89a-f]|#fff|white|rgba?\(25[0-5],25[0-5],25[0-5](?:,1(?:\.0)?)?\))"
_WHITE = re.compile(rf"(?:^|;)color:{_WHITES}(?:;|!|$)")
_NO_BACKGROUND = re.compile(rf"(?:{_WHITES}|transparent|none|inherit|initial)(?:!important)?", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]*)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# Rules for paper, for small screens and the like; one level of braces inside.
_OTHER_MEDIA = re.compile(
    r"@media(?!\s*(?:only\s+)?(?:screen|all)\s*\{)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE
)
_MEDIA = re.compile(r"@media[^{}]*\{", re.IGNORECASE)
# "div.note", "#id", "em": names that an element has; others above it, divided by spaces or ">".
_SELECTOR = re.compile(r"(?:[a-z][\w-]*|[.#][\w-]+)(?:[.#][\w-]+)*")
_NAME = re.compile(r"[.#]?[\w-]+")
_LISTED = re.compile(r"list-style(?:-type)?:(?:[^;]*?[^\w;-])?([a-z-]+)")
_FORMS = {
    "upper-roman": "I", "lower-roman": "i", "upper-alpha": "A", "upper-latin": "A", "lower-alpha": "a",
    "lower-latin": "a", "decimal-leading-zero": "01", "decimal": "1", "none": "",
}  # fmt: skip


# Names of an element's own, then of those around it.
Selector = tuple[frozenset[str], ...]


def selector_of(written: str, *, of_page: bool = False) -> Selector | None:
    """A selector of names; None for others, and for the page as a whole unless it is asked for."""
    parts = [part for part in re.split(r"[\s>]+", written.strip()) if part]
    if not parts or not all(_SELECTOR.fullmatch(part) for part in parts):
        return None
    if parts[-1] in {"body", "html"} and not of_page:
        return None
    return tuple(frozenset(_NAME.findall(part)) for part in reversed(parts))


def fits(selector: Selector, names: frozenset[str], around: list[frozenset[str]]) -> bool:
    """Whether a selector means an element with these names, inside others."""
    own, *others = selector
    if not own <= names:
        return False
    above = iter(reversed(around))
    return all(any(other <= one for one in above) for other in others)


class Styles:
    """What the style sheets of a page say: which elements they hide, how their lists are numbered."""

    def __init__(self, source: str) -> None:
        self.hiding: list[Selector] = []
        self.striking: list[Selector] = []
        self.lists: list[tuple[frozenset[str], str]] = []
        sheets = re.findall(r"<style[^>]*>(.*?)</style>", source, re.IGNORECASE | re.DOTALL)
        self.rules: list[tuple[str, str]] = []  # selectors, and what they say
        for sheet in sheets:
            bare = _MEDIA.sub(
                "", _OTHER_MEDIA.sub("", re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.DOTALL))
            )
            self.rules += _RULE.findall(bare)
        rules = [(selectors, plain_style(body)) for selectors, body in self.rules]
        coloured = any(is_coloured(body) for _, body in rules)
        for selectors, body in rules:
            unseen = hides(body) or (whitens(body, "") and not coloured)
            form, struck = list_form(body), strikes(body)
            if not unseen and not struck and form is None:
                continue
            for one in selectors.split(","):
                names = selector_of(one)
                if names is not None:
                    if unseen:
                        self.hiding.append(names)
                    if struck:
                        self.striking.append(names)
                    if form is not None:
                        self.lists.append((names[0], form))

    def hide(self, names: frozenset[str], around: list[frozenset[str]]) -> bool:
        """Whether an element with these names, inside others, is hidden."""
        return any(fits(selector, names, around) for selector in self.hiding)

    def strike(self, names: frozenset[str], around: list[frozenset[str]]) -> bool:
        """Whether an element with these names, inside others, has a line through its words."""
        return any(fits(selector, names, around) for selector in self.striking)


def names_of(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """How selectors may call an element."""
    names = {tag, *(f".{name}" for name in attributes.get("class", "").split())}
    return frozenset(names | {f"#{attributes['id']}"} if "id" in attributes else names)


def is_coloured(style: str) -> bool:
    """Whether a style puts a colour or a picture behind the words."""
    return any(not _NO_BACKGROUND.fullmatch(value) for value in _BACKGROUND.findall(style))


def plain_style(style: str) -> str:
    """A style without spaces, in small letters."""
    return re.sub(r"\s+", "", style).casefold()


def hides(style: str) -> bool:
    """Whether a style hides what it is for, whatever is behind it."""
    return _INVISIBLE.search(style) is not None


def strikes(style: str) -> bool:
    """Whether a style draws a line through the words."""
    return _STRUCK.search(style) is not None


def whitens(style: str, colour: str) -> bool:
    """Whether a style or an attribute `color` makes letters white."""
    return _WHITE.search(style) is not None or is_white(colour)


def is_white(colour: str) -> bool:
    """Whether the value of an attribute is white."""
    return colour.strip().casefold() in {"white", "#ffffff", "#fff"}


def list_form(style: str) -> str | None:
    """The `type` of a list with this style; "" for one without numbers, None where it says nothing."""
    found = _LISTED.search(style)
    return _FORMS.get(found[1]) if found is not None else None
