"""What a bundle holds beside Bukvar's own code, by the names of files, on every system.

Packages bring their libraries with them. Of the computer that builds only what is named here is taken: what
else happens to be installed there (a desktop's GTK, a database's client) changes nothing. Standard library
only, since PyInstaller's description of the bundle reads it.
"""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath, PureWindowsPath

# Libraries of the building system, by what asks for them. They go along because a computer may lack them or
# have another version; what every desktop has, with its own drivers and settings, is a dependency of the
# package instead (`installer.linux.needs`).
TAKEN = (
    # Python itself and its standard library
    "libpython3.*", "libssl.so.*", "libcrypto.so.*", "libffi.so.*", "libexpat.so.*", "libsqlite3.so.*",
    "libz.so.*", "libbz2.so.*", "liblzma.so.*", "libmpdec.so.*", "libuuid.so.*", "libcrypt.so.*",
    "libncursesw.so.*", "libtinfo.so.*", "libpanelw.so.*", "libnsl.so.*", "libtirpc.so.*",
    "libgssapi_krb5.so.*", "libkrb5.so.*", "libkrb5support.so.*", "libk5crypto.so.*", "libcom_err.so.*",
    "libkeyutils.so.*",
    # what is compiled
    "libgcc_s.so.*", "libstdc++.so.*", "libgomp.so.*",
    # Qt's window on X11
    "libX11.so.*", "libX11-xcb.so.*", "libXau.so.*", "libXdmcp.so.*", "libxcb*.so.*", "libxkbcommon*.so.*",
    "libbsd.so.*", "libmd.so.*", "libSM.so.*", "libICE.so.*",
    # Qt's compression
    "libzstd.so.*", "libbrotlidec.so.*", "libbrotlicommon.so.*",
)  # fmt: skip
# Of Windows' own folder: the C runtime and OpenMP of the compiler, which an old Windows may lack.
_TAKEN_WINDOWS = ("vcruntime140*.dll", "msvcp140*.dll", "concrt140*.dll", "vcomp140*.dll")
_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")
_STANDARD_LIBRARY = "/lib-dynload/"

# Of the packages: parts of Qt and of the engine that Bukvar does not use, and generations of processors
# between two others, whose code they run nearly as fast. Without "lib", as Windows names them.
UNWANTED = (
    "Qt6Quick", "Qt6Qml", "Qt6VirtualKeyboard", "Qt6EglFS", "Qt6EglFs", "Qt6Test", "QtTest", "qeglfs",
    "qlinuxfb", "qvnc", "qgtk3", "avif", "llama-common", "vulkan",
    "opengl32sw", "d3dcompiler_", "Qt6OpenGL.dll", "Qt6OpenGLWidgets.dll",
    "ggml-cpu-cannonlake", "ggml-cpu-cooperlake", "ggml-cpu-ivybridge", "ggml-cpu-piledriver",
    # With AMX, which nothing here has tried: gcc 12 compiles it wrongly (`installer.engine.build`).
    "ggml-cpu-sapphirerapids",
)  # fmt: skip
# Whose licence forbids that they lie in the bundle, or that nothing of Bukvar needs.
FORBIDDEN = ("readline", "gdbm", "_gdbm", "_dbm", "Qt6Charts", "Qt6Graphs", "gtk-3", "db-5")


def wanted(name: str, source: str) -> bool:
    """Whether a file goes into the bundle; `name` is its place there, `source` where it lies now. Of the
    building system's libraries only those that are listed do."""
    place, file = name.replace("\\", "/"), PureWindowsPath(name).name
    if "PySide6/Qt/qml" in place or (place.startswith("resources/i18n/") and place.endswith(".ts")):
        return False
    if "/translations/" in place and "PySide6" in place and not place.endswith(("_ru.qm", "_en.qm")):
        return False
    return not _plain(file).startswith(UNWANTED) and (not of_system(source) or taken(file))


def of_system(source: str) -> bool:
    """Whether a library is the building system's own, and no package's."""
    if ":" in source[:3] or "\\" in source:
        return "\\windows\\" in source.lower().replace("/", "\\")
    path = PurePosixPath(source)
    ours = _STANDARD_LIBRARY in source or "site-packages" in path.parts or "dist-packages" in path.parts
    return source.startswith(_SYSTEM) and ".so" in path.name and not ours


def taken(file: str) -> bool:
    """Whether a library of the system of this file name goes along."""
    return any(fnmatchcase(file, pattern) for pattern in TAKEN) or any(
        fnmatchcase(file.lower(), pattern) for pattern in _TAKEN_WINDOWS
    )


def forbidden(file: str) -> bool:
    """Whether a file of this name may not be handed out."""
    return _plain(file).startswith(FORBIDDEN) and (file.endswith((".dll", ".pyd")) or ".so" in file)


def _plain(file: str) -> str:
    return file.removeprefix("lib")
