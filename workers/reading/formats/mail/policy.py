"""The rules by which letters are parsed: those of the standard library, each header once. It parses a header
anew whenever it is asked for, and the kind of a part is asked for a dozen times."""

from email.headerregistry import HeaderRegistry
from email.policy import EmailPolicy
from functools import lru_cache

_KEPT = 128  # headers: those of one letter and its parts

POLICY = EmailPolicy(header_factory=lru_cache(maxsize=_KEPT)(HeaderRegistry()))
# Of letters that are written again to be read: no header is folded anew, for the library does not come to an
# end with parameters for which a line has no room.
UNFOLDED = POLICY.clone(refold_source="none", max_line_length=None)
