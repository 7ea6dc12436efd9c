"""`python -m installer test`: looks for known weaknesses (`installer.audit`), builds what is missing in
`dist/` and runs the tests of the installers.

Needs root, and Debian's packages in `TOOLS`; what is missing is said before anything is begun.
"""

import os
import subprocess
import sys

from installer import audit
from installer.linux.packages import TOOLS as BUILDING
from installer.project import ROOT
from installer.tools import missing

# Tools and files of the tests, and the packages of Debian that have them.
TOOLS = {
    **BUILDING,
    "debootstrap": "debootstrap", "unshare": "util-linux", "strace": "strace", "ldd": "libc-bin",
    "Xvfb": "xvfb", "xdotool": "xdotool", "convert": "imagemagick", "import": "imagemagick",
    "identify": "imagemagick", "localedef": "locales", "/usr/share/i18n/locales/ru_RU": "locales",
    "makensis": "nsis", "/usr/lib/wine/wine64": "wine64", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "osslsigncode": "osslsigncode", "openssl": "openssl", "softhsm2-util": "softhsm2",
    "/usr/lib/*/engines-3/pkcs11.so": "libengine-pkcs11-openssl",
    "qemu-x86_64-static": "qemu-user-static",
    "/usr/share/vulkan/icd.d/lvp_icd*.json": "mesa-vulkan-drivers",
    "rpm": "rpm", "appstreamcli": "appstream", "desktop-file-validate": "desktop-file-utils",
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """The exit code of pytest; `arguments` go to it. 1 where a tool or root's rights are missing, or where a
    weakness was found."""
    if lost := missing(TOOLS):
        print(lost, file=sys.stderr)
        return 1
    if os.geteuid() != 0:
        print("Clean systems can only be made by root: start it with sudo.", file=sys.stderr)
        return 1
    if weak := audit.main([]):  # it says what it could not look at
        return weak
    if not list((ROOT / "dist").glob("bukvar_*_amd64.deb")) or not list((ROOT / "dist").glob("bukvar-*.run")):
        made = subprocess.run([sys.executable, "-m", "installer", "linux"], cwd=ROOT, check=False)
        if made.returncode:
            return made.returncode
    command = [sys.executable, "-m", "pytest", "tests/installer", "--built", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
