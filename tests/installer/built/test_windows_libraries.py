"""Where Windows looks a library's functions up: not in what that library has loaded itself. The engine's back
ends are loaded by a function of ggml.dll, which a Linux program finds through libllama as well."""

import ctypes
import subprocess
from pathlib import Path

import pytest

from tests.installer.built.test_windows import WINE, Windows, prefix

pytestmark = pytest.mark.timeout(600)
__all__ = ["prefix"]  # a fixture
FUNCTION = "ggml_backend_load_all_from_path"
GGML = f"__declspec(dllexport) int {FUNCTION}(const char *path) {{ return path[0]; }}"
LLAMA = f"""
__declspec(dllimport) int {FUNCTION}(const char *path);
__declspec(dllexport) int llama_backend_init(void) {{ return {FUNCTION}("x"); }}
"""
# What ctypes does: LoadLibraryEx by the whole path, GetProcAddress by the name.
PROBE = """
#include <windows.h>
#include <stdio.h>
#include <wchar.h>
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


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """ggml.dll, llama.dll that needs it, and a program that looks functions up."""
    compiler = "x86_64-w64-mingw32-gcc"
    for name, text in (("ggml", GGML), ("llama", LLAMA), ("probe", PROBE)):
        (tmp_path / f"{name}.c").write_text(text, encoding="utf-8")
    for words in (
        ["-shared", "-o", "ggml.dll", "ggml.c", "-Wl,--out-implib,ggml.lib"],
        ["-shared", "-o", "llama.dll", "llama.c", "ggml.lib"],
        ["-municode", "-o", "probe.exe", "probe.c"],
    ):
        subprocess.run([compiler, *words], check=True, capture_output=True, cwd=tmp_path)
    return tmp_path


def test_a_function_is_found_only_in_its_own_library(prefix: Windows, built: Path) -> None:
    def asked(library: str, function: str) -> str:
        place = "Z:" + str(built / library).replace("/", "\\")
        command = [WINE, built / "probe.exe", place, function]
        done = subprocess.run(command, env=prefix.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert asked("llama.dll", "llama_backend_init") == "1"  # it is loaded, and ggml.dll with it
    assert asked("llama.dll", FUNCTION) == "0"
    assert asked("ggml.dll", FUNCTION) == "1"


def test_linux_finds_it_through_what_needs_it(tmp_path: Path) -> None:
    """Why nobody saw it there."""
    for name, text in (("ggml", GGML), ("llama", LLAMA)):
        plain = text.replace("__declspec(dllexport)", "").replace("__declspec(dllimport)", "extern")
        (tmp_path / f"{name}.c").write_text(plain, encoding="utf-8")
    common = ["gcc", "-shared", "-fPIC"]
    subprocess.run([*common, "-o", "libggml.so", "ggml.c"], check=True, cwd=tmp_path)
    link = ["-L.", "-lggml", "-Wl,-rpath,$ORIGIN"]
    subprocess.run([*common, "-o", "libllama.so", "llama.c", *link], check=True, cwd=tmp_path)
    llama = ctypes.CDLL(str(tmp_path / "libllama.so"))
    assert getattr(llama, FUNCTION)(b"y") == ord("y")
