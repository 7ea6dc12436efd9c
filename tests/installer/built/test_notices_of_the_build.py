"""The finished build: nothing in it that may not be handed out, and its window knows what it is made of."""

from pathlib import Path

from desktop.features.security.services.licence_list import LicenceService
from installer.notices.bundle import bundled_libraries, check_bundle
from installer.notices.collecting import collect
from installer.notices.rules import forbidden

BUILD = Path(__file__).resolve().parents[3] / "build" / "linux"


def test_nothing_in_the_build_is_refused() -> None:
    bundle = BUILD / "bundle" / "bukvar"
    system = bundled_libraries(bundle)
    assert check_bundle(bundle) == []
    assert forbidden([*collect(BUILD / "env" / "bin" / "python"), *system]) == []
    assert {"OpenSSL", "PyInstaller bootloader", "GCC runtime"} <= {part.name for part in system}


def test_the_frozen_window_has_the_list() -> None:
    (resources,) = (BUILD / "bundle" / "bukvar").rglob("resources/licenses")
    components = LicenceService(resources.parent).components()
    assert len(components) > 500 and "PyInstaller bootloader" in {part.name for part in components}
