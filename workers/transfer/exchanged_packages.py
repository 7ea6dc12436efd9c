"""Puts packages for another graphics card, which a folder brings, into the places of those of the lock."""

from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.tuning_folder import EXCHANGE, may_be_exchanged
from workers.transfer.pinned_packages import PinnedPackage, read_lock


def with_folder(packages: list[PinnedPackage], wheelhouse: str) -> list[PinnedPackage]:
    """The lock's packages, with those in their places that the folder has for another card. Raises
    TUNING_FOLDER when the folder would bring anything else."""
    file = Path(wheelhouse) / EXCHANGE
    if not wheelhouse or not file.is_file():
        return packages
    try:
        untrusted = file.read_text(encoding="utf-8")
        return merge(packages, read_lock(untrusted))
    except (OSError, ValueError, ProblemError) as error:
        raise ProblemError(Code.TUNING_FOLDER, str(error), folder=wheelhouse) from error


def merge(packages: list[PinnedPackage], exchanged: list[PinnedPackage]) -> list[PinnedPackage]:
    """`packages` without the card's, and `exchanged` instead. Raises `ValueError` when one of these does not
    belong to the card, or when PyTorch would be of another version."""
    strange = [package.name for package in exchanged if not may_be_exchanged(package.name)]
    if strange:
        raise ValueError(f"not of the graphics card: {', '.join(strange)}")
    versions = {package.name: package.version for package in packages}
    for package in exchanged:
        locked = versions.get(package.name)
        if package.name in ("torch", "torchvision") and package.version.split("+")[0] != locked:
            raise ValueError(f"{package.name} {package.version} instead of {locked}")
    names = {package.name for package in exchanged}
    own = ("cuda-", "nvidia-")
    kept = [p for p in packages if p.name not in names and not p.name.startswith(own)]
    return [*kept, *exchanged]
