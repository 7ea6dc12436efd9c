"""The operations whose writes are disturbed: on stores, on what belongs to their care, on the state of the
window."""

from pathlib import Path

from tests.faults import care, desks, place, state
from tests.faults.at_writes import Work
from tests.faults.place import Place


def _of_stores(name: str) -> Work:
    def lay_out(root: Path) -> None:
        Place(root).write()
        if name != "index":
            place.index(Place(root))
        if name == "change":
            Place(root).write(version=2)

    def look(folder: Path, at_rest: bool) -> tuple[list[str], dict[str, str]]:
        found = place.look(Place(folder), at_rest=at_rest)
        return list(found.wrong), found.indexed

    return Work(
        lay_out, lambda folder, root: place.OPERATIONS[name](Place(folder), Place(root).documents), look
    )


def _of_care(name: str) -> Work:
    def look(folder: Path, at_rest: bool) -> tuple[list[str], dict[str, str]]:
        found = care.look_at(Place(folder), name, at_rest=at_rest)
        return list(found.wrong), found.indexed

    return Work(
        lambda root: care.lay_out(root, name),
        lambda folder, root: care.OPERATIONS[name](Place(folder), Place(root)),
        look,
    )


def _of_state(name: str) -> Work:
    return Work(
        lambda root: state.prepare(root / "base", name),
        lambda folder, root: state.OPERATIONS[name](folder / "base"),
        lambda folder, at_rest: (state.wrong(folder / "base", at_rest=at_rest), {}),
    )


def _of_desks(name: str) -> Work:
    return Work(
        lambda root: desks.prepare(root / "base", name),
        lambda folder, root: desks.OPERATIONS[name](folder / "base"),
        lambda folder, at_rest: (desks.wrong(folder / "base", name, at_rest=at_rest), {}),
    )


WORKS: dict[str, Work] = {
    **{name: _of_stores(name) for name in place.OPERATIONS},
    **{name: _of_care(name) for name in care.OPERATIONS},
    **{name: _of_desks(name) for name in desks.OPERATIONS},
    **{name: _of_state(name) for name in state.OPERATIONS},
}
