"""Engines that are broken in every way: small libraries, compiled here, beside a copy of the real build.

A stub takes a real back end as its own and replaces functions in its tables (ggml-backend-impl.h: a table is
a row of pointers), so it fails where real ones would. Every stub adds a byte to `opened` when it is opened.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.helpers.worker_process import worker
from workers.contract.codec import from_json
from workers.contract.engine import MEMORY_VARIABLE, EngineReport, EngineResult
from workers.contract.messages import Succeeded
from workers.contract.specs.hardware import Hardware, HardwareSpec
from workers.contract.specs.jobs import Job, Kind
from workers.engines.llama import ggml_library
from workers.engines.selftest.engine_choice import Engines

# What it is → (its flags, how it is to end).
BROKEN = {
    "dies when it is opened": (("DIES_WHEN_OPENED",), EngineResult.CRASHED),
    "dies when it computes": (("DIES_COMPUTING",), EngineResult.CRASHED),
    "sleeps for ever": (("SLEEPS",), EngineResult.HUNG),
    "computes for ever": (("SPINS",), EngineResult.HUNG),
    "answers the contrary": (("NONSENSE=-1.0f",), EngineResult.DIFFERS),
    "is a fifth too loud": (("NONSENSE=1.2f",), EngineResult.DIFFERS),
    "gives no numbers": (("NONSENSE=(0.0f/0.0f)",), EngineResult.DIFFERS),
}

# Places of functions, counted in pointers from the beginning of a struct.
_HEAD = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
extern int ggml_graph_n_nodes(void *); extern void *ggml_graph_node(void *, int);
extern float *ggml_get_data_f32(void *); extern long ggml_nelements(void *);
enum { REG_DEVICE = 3, DEV_NAME = 0, DEV_TYPE = 3, DEV_INIT = 5, BACKEND_COMPUTE = 13 };
typedef void *(*device_of)(void *, size_t); typedef void *(*init_of)(void *, const char *);
typedef int (*compute_of)(void *, void *);
static compute_of real_compute; static init_of real_init;
__attribute__((constructor)) static void opened(void) {
    int file = open(OPENED, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0) { (void)!write(file, "x", 1); close(file); }
#ifdef DIES_WHEN_OPENED
    raise(SIGILL);
#endif
}
static int compute(void *backend, void *graph) {
#ifdef DIES_COMPUTING
    raise(SIGILL);
#endif
#ifdef SLEEPS
    for (;;) pause();
#endif
#ifdef SPINS
    for (volatile int i = 0;; i++) { }
#endif
    int status = real_compute(backend, graph);
#ifdef NONSENSE
    for (int n = 0; n < ggml_graph_n_nodes(graph); n++) {
        void *node = ggml_graph_node(graph, n);
        if (n == ggml_graph_n_nodes(graph) - 1) {
            float *data = ggml_get_data_f32(node);
            for (long i = 0; i < ggml_nelements(node); i++) data[i] *= NONSENSE;
        }
    }
#endif
    return status;
}
static void *init(void *device, const char *parameters) {
    void **backend = real_init(device, parameters);
    real_compute = (compute_of)backend[BACKEND_COMPUTE];
    backend[BACKEND_COMPUTE] = (void *)compute;
    return backend;
}
static void **reg_of_the_real_one(void) {
    void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
    return library ? ((void **(*)(void))dlsym(library, "ggml_backend_init"))() : NULL;
}
"""
_PROCESSOR = r"""
int ggml_backend_score(void) { return SCORE; }
void *ggml_backend_init(void) {
    void **reg = reg_of_the_real_one(), **device = ((device_of)reg[REG_DEVICE])(reg, 0);
    real_init = (init_of)device[DEV_INIT];
    device[DEV_INIT] = (void *)init;
    return reg;
}
"""
# A card that is the processor in disguise.
_CARD = r"""
static void *card[32], *cards[32];
static const char *name_of_card(void *device) { return "Fake0"; }
static int type_of_card(void *device) { return 1; }
static size_t one(void *reg) { return 1; }
static void *get(void *reg, size_t index) { return card; }
static const char *name_of_cards(void *reg) { return "Fake"; }
static void *no_more(void *reg, const char *name) { return NULL; }
void *ggml_backend_init(void) {
#ifdef DIES_LISTING
    raise(SIGSEGV);
#endif
    void **reg = reg_of_the_real_one(), **device = ((device_of)reg[REG_DEVICE])(reg, 0);
    memcpy(card, device, 17 * sizeof(void *)); memcpy(cards, reg, 6 * sizeof(void *));
    card[DEV_NAME] = (void *)name_of_card; card[DEV_TYPE] = (void *)type_of_card;
    real_init = (init_of)card[DEV_INIT]; card[DEV_INIT] = (void *)init; card[15] = cards;
    cards[1] = (void *)name_of_cards; cards[2] = (void *)one; cards[REG_DEVICE] = (void *)get;
    cards[4] = (void *)no_more;
    return cards;
}
"""


class BrokenBuild:
    """A copy of the real build in `folder` that may get worse."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.opened = folder, folder.parent / "opened"
        folder.mkdir(parents=True)
        source = ggml_library.folder()
        for path in source.iterdir():
            if path.is_file():
                _second_name(path, folder / path.name)
        self.engines = Engines(folder)
        assert not self.engines.built_in, "the tests need a build with back ends as libraries of their own"

    @property
    def variables(self) -> dict[str, str]:
        """With which a process uses this build."""
        return {"LLAMA_CPP_LIB_PATH": str(self.folder)}

    def times_opened(self) -> int:
        """How often stubs were opened."""
        return self.opened.stat().st_size if self.opened.exists() else 0

    def add_processor(self, name: str, *flags: str, score: int = 100_000, real: str = "haswell") -> None:
        """An engine for the processor that claims to be the best."""
        defines = (f"SCORE={score}", *flags)
        self._compile(f"libggml-cpu-{name}.so", _HEAD + _PROCESSOR, real, defines)

    def add_card(self, *flags: str, real: str = "haswell") -> None:
        """A library for cards with one of them, "Fake0"."""
        self._compile("libggml-fake.so", _HEAD + _CARD, real, flags)

    def add_rubbish(self, name: str) -> None:
        """A file that is cut off, and one that is no library."""
        whole = (self.folder / "libggml-cpu-haswell.so").read_bytes()
        (self.folder / f"libggml-cpu-{name}.so").write_bytes(whole[: len(whole) // 3])
        (self.folder / f"libggml-cpu-{name}text.so").write_text("this is no library", encoding="utf-8")

    def add_unbound(self, name: str) -> None:
        """A library that needs a symbol which nobody has."""
        code = "extern int nowhere_to_be_found(void);\nint ggml_backend_score(void) { return 100000; }\n"
        code += "void *ggml_backend_init(void) { return nowhere_to_be_found() ? 0 : 0; }\n"
        self._compile(f"libggml-cpu-{name}.so", code, "haswell", (), ("-Wl,-z,now",))

    def remove(self, *kept: str) -> None:
        """All real engines for the processor but `kept`."""
        for path in self.folder.glob("libggml-cpu-*.so"):
            if path.stem.removeprefix("libggml-cpu-") not in kept:
                path.unlink()

    def _compile(
        self, file: str, code: str, real: str, defines: tuple[str, ...], more: tuple[str, ...] = ()
    ) -> None:
        hidden = self.folder / f"real-{real}.so"  # not a name that is taken for an engine
        if not hidden.exists():
            _second_name(self.folder / f"libggml-cpu-{real}.so", hidden)
        source = self.folder / f"{file}.c"
        source.write_text(code, encoding="utf-8")
        names = [f'-DREAL="{hidden}"', f'-DOPENED="{self.opened}"', *(f"-D{one}" for one in defines)]
        command = ["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", str(self.folder / file), str(source), *names]
        command += [f"-L{self.folder}", "-l:libggml-base.so.0", "-Wl,-rpath,$ORIGIN", "-ldl", *more]
        subprocess.run(command, check=True)


def variables(build: BrokenBuild) -> dict[str, str]:
    """For a process that uses this build and remembers beside it."""
    return {**build.variables, MEMORY_VARIABLE: str(build.folder.parent / "engines.json")}


def report(build: BrokenBuild, *, again: bool = False) -> EngineReport:
    """As the probe tells it, from a process of its own."""
    with worker(Kind.PROBE, variables(build)) as process:
        process.start("1", Job.HARDWARE, HardwareSpec(str(build.folder), again))
        end = process.ended("1")
    assert isinstance(end, Succeeded), end
    found = from_json(Hardware, end.result).engine_report
    assert found is not None
    return found


def _second_name(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
