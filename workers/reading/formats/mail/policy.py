"""The rules by which letters are parsed: those of the standard library, each header once. It parses a header
anew whenever it is asked for, and the kind of a part is asked for a dozen times."""

import email
import re
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import lru_cache

_PACKING = "Content-Transfer-Encoding"
_WORD = re.compile(r"[\w-]+")
_KEPT = 128  # headers: those of one letter and its parts

POLICY = EmailPolicy(header_factory=lru_cache(maxsize=_KEPT)(HeaderRegistry()))
# Of letters that are written again to be read: no header is folded anew, for the library does not come to an
# end with parameters for which a line has no room.
UNFOLDED = POLICY.clone(refold_source="none", max_line_length=None)


def parsed(data: bytes) -> EmailMessage:
    """A letter with its parts. How they are packed is said in one word, as the library wants it: programs
    write blanks, remarks and the encoding of the letters behind it."""
    message = email.message_from_bytes(data, policy=POLICY)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        said = str(part.get(_PACKING, ""))
        word = _WORD.search(said)
        if word is not None and word[0] != said:
            part.replace_header(_PACKING, word[0])
    return message
