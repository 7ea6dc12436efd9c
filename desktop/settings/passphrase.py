"""The passphrase that opens Bukvar to the outside where no window asks: kept as a hash alone (Argon2id,
RFC 9106, second recommendation: 64 MiB, 3 passes, 4 lanes)."""

import os

_LENGTH, _PASSES, _LANES, _KIB = 32, 3, 4, 64 * 1024


def hashed(passphrase: str) -> str:
    """What is kept of a passphrase: salt, costs and hash in the form of the PHC."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    function = Argon2id(
        salt=os.urandom(16), length=_LENGTH, iterations=_PASSES, lanes=_LANES, memory_cost=_KIB
    )
    return function.derive_phc_encoded(_bytes(passphrase))


def matches(passphrase: str, kept: str) -> bool:
    """Whether it is the one of which `kept` was made."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if f"$m={_KIB},t={_PASSES},p={_LANES}$" not in kept:  # nobody else's costs: they could fill the memory
        return False
    try:
        Argon2id.verify_phc_encoded(_bytes(passphrase), kept)
    except (InvalidKey, ValueError):
        return False
    return True


def _bytes(passphrase: str) -> bytes:
    return passphrase.encode("utf-8", "surrogatepass")
