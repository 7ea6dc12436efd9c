"""Where Windows looks a library's functions up: not in what that library has loaded itself. Proved with small
libraries in the places of the engine's, for every function of it that Bukvar calls."""

import ctypes
import subprocess
from pathlib import Path

import pytest

from tests.installer.built.test_windows import WINE, Windows, prefix
from workers.engines.llama.ggml_library import HOLDERS, holder_file

pytestmark = pytest.mark.timeout(600)
__all__ = ["prefix"]  # a fixture
FUNCTIONS = [name for names in HOLDERS.values() for name in names]
OWN = "llama_backend_init"
# What ctypes does: LoadLibraryEx by the whole path, GetProcAddress by the name.
PROBE = """
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {
    for (int i = 1; i + 1 < count; i += 2) {
        HMODULE library = LoadLibraryExW(words[i], NULL, 0x1100);
        char name[100];
        snprintf(name, sizeof name, "%ls", words[i + 1]);
        printf("%d", library == NULL ? 9 : GetProcAddress(library, name) != NULL);
    }
    return 0;
}
"""


def sources(folder: Path, exported: str) -> None:
    """ggml-base and ggml with the functions that they hold, and llama, which calls one of each."""
    for library, names in HOLDERS.items():
        text = "".join(f"{exported} int {name}(void) {{ return 7; }}\n" for name in names)
        (folder / f"{library}.c").write_text(text, encoding="utf-8")
    called = [names[0] for names in HOLDERS.values()]
    declared = "".join(f"int {name}(void);\n" for name in called)
    body = " + ".join(f"{name}()" for name in called)
    text = f"{declared}{exported} int {OWN}(void) {{ return {body}; }}\n"
    (folder / "llama.c").write_text(text, encoding="utf-8")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """ggml-base.dll, ggml.dll, llama.dll that needs both, and a program that looks functions up."""
    compiler = "x86_64-w64-mingw32-gcc"
    sources(tmp_path, "__declspec(dllexport)")
    (tmp_path / "probe.c").write_text(PROBE, encoding="utf-8")
    libraries = list(HOLDERS)
    for words in (
        *(["-shared", "-o", f"{name}.dll", f"{name}.c"] for name in libraries),
        ["-shared", "-o", "llama.dll", "llama.c", *(f"{name}.dll" for name in libraries)],
        ["-municode", "-o", "probe.exe", "probe.c"],
    ):
        subprocess.run([compiler, *words], check=True, capture_output=True, cwd=tmp_path)
    return tmp_path


def test_a_function_is_found_only_in_its_own_library(prefix: Windows, built: Path) -> None:
    def found(pairs: list[tuple[str, str]]) -> str:
        words = [
            word for library, name in pairs for word in (f"Z:{built / library}".replace("/", "\\"), name)
        ]
        command = [WINE, built / "probe.exe", *words]
        done = subprocess.run(command, env=prefix.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert found([("llama.dll", OWN)]) == "1"  # it is loaded, and what it needs with it
    assert found([("llama.dll", name) for name in FUNCTIONS]) == "0" * len(FUNCTIONS)
    there = [file.name for file in built.iterdir()]
    chosen = [(holder_file(name, there), name) for name in FUNCTIONS]  # what Bukvar asks on Windows
    assert found(chosen) == "1" * len(FUNCTIONS)


def test_linux_finds_it_through_what_needs_it(tmp_path: Path) -> None:
    """Why nobody saw it there."""
    sources(tmp_path, "extern")
    common = ["gcc", "-shared", "-fPIC"]
    for name in HOLDERS:
        subprocess.run([*common, "-o", f"lib{name}.so", f"{name}.c"], check=True, cwd=tmp_path)
    link = ["-L.", *(f"-l{name}" for name in HOLDERS), "-Wl,-rpath,$ORIGIN"]
    subprocess.run([*common, "-o", "libllama.so", "llama.c", *link], check=True, cwd=tmp_path)
    llama = ctypes.CDLL(str(tmp_path / "libllama.so"))
    assert all(getattr(llama, name)() == 7 for name in FUNCTIONS)


def test_a_library_that_is_loaded_is_found_by_its_name(prefix: Windows, tmp_path: Path) -> None:
    """ggml takes a path in the system's code page, which need not have the letters of the folder: so the
    library is loaded by its whole path first, and ggml is given the name alone."""
    folder = tmp_path / "Анна и Żaneta"
    folder.mkdir()
    compiler, name = "x86_64-w64-mingw32-gcc", "ggml-cpu-proba.dll"
    (tmp_path / "back.c").write_text("__declspec(dllexport) int f(void) { return 7; }\n", encoding="utf-8")
    (tmp_path / "named.c").write_text(
        f"""
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {{
    HMODULE before = LoadLibraryW(L"{name}"), whole = LoadLibraryExW(words[1], NULL, 0x1100);
    printf("%d%d%d", before != NULL, whole != NULL, LoadLibraryW(L"{name}") == whole);
    return 0;
}}
""",
        encoding="utf-8",
    )
    for words in (
        ["-shared", "-o", str(folder / name), "back.c"],
        ["-municode", "-o", "named.exe", "named.c"],
    ):
        subprocess.run([compiler, *words], check=True, capture_output=True, cwd=tmp_path)
    path = f"Z:{folder / name}".replace("/", "\\")
    command = [WINE, tmp_path / "named.exe", path]
    done = subprocess.run(command, env=prefix.environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "011"
