"""What runs inside a confined process: each attempt does what an attacker's code would do there.

An attempt returns whether it got out; whatever it raises, it did not. Calls go to the kernel by their number,
past Python and the C library. Linux, x86-64 and ARM64.
"""

import ctypes
import errno
import json
import mmap
import os
import platform
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from workers.contract.confinement import SESSION_VARIABLES

VARIABLE = "BUKVAR_ESCAPE"
_LIBC = ctypes.CDLL(None, use_errno=True)
_ARM = platform.machine() == "aarch64"
_AT_CWD = -100


class Surroundings:
    """What lies around the process, as the test made it: `document` in a folder of the user's, a `victim`
    process, its sockets, the user's namespaces."""

    def __init__(self) -> None:
        facts = json.loads(os.environ[VARIABLE])
        self.document = Path(facts["document"])
        self.victim = int(facts["victim"])
        self.socket, self.abstract = str(facts["socket"]), str(facts["abstract"])
        self.address = int(facts["address"])
        self.namespaces = dict(facts["namespaces"])
        self.place = Path(os.environ.get("BUKVAR_READER_FOLDER", "/nowhere"))
        self.made = self.place / "made"


def call(x86: int, arm: int, *arguments: object) -> int:
    """A system call by its number; −1 with `ctypes.get_errno()`."""
    ctypes.set_errno(0)
    return int(_LIBC.syscall(arm if _ARM else x86, *arguments))


def done(x86: int, arm: int, *arguments: object) -> bool:
    """Whether the call succeeds, or the kernel went as far as looking at its arguments."""
    if call(x86, arm, *arguments) >= 0:
        return True
    return ctypes.get_errno() not in (errno.EPERM, errno.EACCES, errno.ENOSYS)


# --- files ---------------------------------------------------------------------------------------


def read_a_document(around: Surroundings) -> bool:
    return bool(around.document.read_bytes())


def list_a_folder(around: Surroundings) -> bool:
    return bool(os.listdir(around.document.parent))


def read_the_systems_settings(around: Surroundings) -> bool:
    return bool(Path("/etc/passwd").read_bytes())


def read_through_the_root_of_a_process(around: Surroundings) -> bool:
    return bool(Path(f"/proc/{around.victim}/root{around.document}").read_bytes())


def overwrite_a_document(around: Surroundings) -> bool:
    return bool(around.document.open("r+b").write(b"x"))


def truncate_a_document(around: Surroundings) -> bool:
    os.truncate(around.document, 0)
    return True


def delete_a_document(around: Surroundings) -> bool:
    around.document.unlink()
    return True


def move_a_document(around: Surroundings) -> bool:
    around.document.rename(around.made / "taken")
    return True


def link_a_document(around: Surroundings) -> bool:
    os.link(around.document, around.made / "linked")
    return True


def make_a_link_for_the_parent(around: Surroundings) -> bool:
    (around.made / "link").symlink_to(around.document)
    return True


def make_a_pipe_for_the_parent(around: Surroundings) -> bool:
    os.mkfifo(around.made / "pipe")
    return True


def write_beside_a_document(around: Surroundings) -> bool:
    return bool((around.document.parent / "new").write_bytes(b"x"))


def make_a_folder(around: Surroundings) -> bool:
    (around.document.parent / "folder").mkdir()
    return True


def change_the_given_file(around: Surroundings) -> bool:
    (file,) = (around.place / "given").iterdir()
    return bool(file.open("r+b").write(b"x"))


def put_a_file_beside_the_given_one(around: Surroundings) -> bool:
    return bool((around.place / "given" / "planted").write_bytes(b"x"))


def look_into_the_folders_of_others(around: Surroundings) -> bool:
    return bool(os.listdir(around.place.parent))


def change_the_mode_of_a_document(around: Surroundings) -> bool:
    before = around.document.stat().st_mode
    os.chmod(around.document, 0o604)
    return around.document.stat().st_mode != before


def change_the_time_of_a_document(around: Surroundings) -> bool:
    os.utime(around.document, (1, 1))
    return around.document.stat().st_mtime == 1


def mark_a_document(around: Surroundings) -> bool:
    os.setxattr(around.document, "user.mark", b"x")
    return os.getxattr(around.document, "user.mark") == b"x"


def watch_a_folder(around: Surroundings) -> bool:
    watching = call(294, 26, 0)  # inotify_init1
    return call(254, 27, watching, os.fsencode(around.document.parent), 0x100) >= 0


def find_a_file_by_its_handle(around: Surroundings) -> bool:
    handle, mount = ctypes.create_string_buffer(136), ctypes.c_int()
    ctypes.c_uint32.from_buffer(handle).value = 128
    name = os.fsencode(around.document)
    return call(303, 264, _AT_CWD, name, handle, ctypes.byref(mount), 0) == 0


# --- programs and processes ----------------------------------------------------------------------


def run_a_program(around: Surroundings) -> bool:
    arguments = (ctypes.c_char_p * 1)(None)
    return done(59, 221, b"/nowhere/program", arguments, arguments)


def run_a_program_in_memory(around: Surroundings) -> bool:
    empty = (ctypes.c_char_p * 1)(None)
    return done(322, 281, os.memfd_create("program"), b"", empty, empty, 0x1000)


def start_a_process(around: Surroundings) -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def start_a_process_of_another_kind(around: Surroundings) -> bool:
    return done(435, 435, None, 0)  # clone3


def trace_a_process(around: Surroundings) -> bool:
    return done(101, 117, 0x4206, around.victim, 0, 0)  # PTRACE_SEIZE


def read_the_memory_of_a_process(around: Surroundings) -> bool:
    Path(f"/proc/{around.victim}/mem").open("rb").close()
    return True


def copy_the_memory_of_a_process(around: Surroundings) -> bool:
    part = (ctypes.c_uint64 * 2)(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
    there = (ctypes.c_uint64 * 2)(around.address, 8)
    return call(310, 270, around.victim, part, 1, there, 1, 0) >= 0


def read_the_environment_of_a_process(around: Surroundings) -> bool:
    return bool(Path(f"/proc/{around.victim}/environ").read_bytes())


def read_the_command_of_a_process(around: Surroundings) -> bool:
    return bool(Path(f"/proc/{around.victim}/cmdline").read_bytes())


def signal_a_process(around: Surroundings) -> bool:
    os.kill(around.victim, 0)
    return True


def signal_its_parent(around: Surroundings) -> bool:
    os.kill(os.getppid(), 0)
    return True


def signal_a_thread(around: Surroundings) -> bool:
    return call(234, 131, around.victim, around.victim, 0) == 0


def signal_with_a_value(around: Surroundings) -> bool:
    information = ctypes.create_string_buffer(128)
    ctypes.c_int.from_buffer(information, 8).value = -1  # SI_QUEUE
    return call(129, 138, around.victim, signal.SIGURG, information) == 0


def hold_a_process(around: Surroundings) -> bool:
    return os.pidfd_open(around.victim) >= 0


def bound_a_process(around: Surroundings) -> bool:
    resource.prlimit(around.victim, resource.RLIMIT_CORE, (0, 0))
    return True


def slow_a_process(around: Surroundings) -> bool:
    os.setpriority(os.PRIO_PROCESS, around.victim, 19)
    return True


# --- connections ---------------------------------------------------------------------------------


def reach_a_program_by_its_socket(around: Surroundings) -> bool:
    """The window of Bukvar, the display, the bus, an agent with keys: all listen at one of these."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(around.socket)
    return True


def reach_a_program_by_its_name(around: Surroundings) -> bool:
    connection = socket.socket(socket.AF_UNIX)
    connection.connect("\0" + around.abstract)
    return True


def make_a_pair_of_sockets(around: Surroundings) -> bool:
    return done(53, 199, 1, 1, 0, (ctypes.c_int * 2)())


def make_a_socket_for_the_network(around: Surroundings) -> bool:
    return call(41, 198, 2, 1, 0) >= 0


def make_a_socket_for_datagrams(around: Surroundings) -> bool:
    return call(41, 198, 10, 2, 0) >= 0


def make_a_raw_socket(around: Surroundings) -> bool:
    return call(41, 198, 17, 3, 0) >= 0


def ask_the_kernel_by_netlink(around: Surroundings) -> bool:
    return call(41, 198, 16, 3, 0) >= 0


def reach_a_virtual_machine(around: Surroundings) -> bool:
    return call(41, 198, 40, 1, 0) >= 0


def know_the_session(around: Surroundings) -> bool:
    return any(name in os.environ for name in SESSION_VARIABLES)


def share_the_network(around: Surroundings) -> bool:
    return os.readlink("/proc/self/ns/net") == around.namespaces["net"]


def share_the_user(around: Surroundings) -> bool:
    return os.readlink("/proc/self/ns/user") == around.namespaces["user"]


# --- the system ----------------------------------------------------------------------------------


def share_memory(around: Surroundings) -> bool:
    return call(29, 194, 0x42756B, 4096, 0o1600) >= 0


def queue_messages(around: Surroundings) -> bool:
    return done(240, 180, b"bukvar-escape", 0o102, 0o600, None)


def keep_a_key(around: Surroundings) -> bool:
    return call(248, 217, b"user", b"escape", b"x", 1, -2) >= 0


def become_another_user(around: Surroundings) -> bool:
    return call(272, 97, 0x10000000) == 0


def mount_a_disk(around: Surroundings) -> bool:
    return done(165, 40, b"none", b"/nowhere", b"tmpfs", 0, None)


def change_the_root(around: Surroundings) -> bool:
    return done(161, 51, b"/nowhere")


def load_a_filter_into_the_kernel(around: Surroundings) -> bool:
    return done(321, 280, 0, None, 0)


def measure_the_processor(around: Surroundings) -> bool:
    return done(298, 241, None, 0, -1, -1, 0)


def handle_faults_of_memory(around: Surroundings) -> bool:
    return call(323, 282, 1) >= 0


def work_past_the_filter(around: Surroundings) -> bool:
    return done(425, 425, 1, None)  # io_uring_setup


def type_into_a_terminal(around: Surroundings) -> bool:
    return done(16, 29, 0, 0x5412, ctypes.create_string_buffer(b"x"))


def set_the_clock(around: Surroundings) -> bool:
    return done(227, 112, 0, None)


def gain_rights_by_a_program(around: Surroundings) -> bool:
    return int(_LIBC.prctl(39, 0, 0, 0, 0)) != 1  # PR_GET_NO_NEW_PRIVS


# --- without end ---------------------------------------------------------------------------------


def fill_the_disk(around: Surroundings) -> bool:
    with (around.made / "large").open("wb") as file:
        os.ftruncate(file.fileno(), 3 << 30)
    return True


def open_files_without_end(around: Surroundings) -> bool:
    opened: list[int] = []
    try:
        while len(opened) < 2000:
            opened.append(os.open("/dev/null", os.O_RDONLY))
    finally:
        for one in opened:
            os.close(one)
    return True


def take_memory_without_end(around: Surroundings) -> bool:
    mmap.mmap(-1, 8 << 30).close()
    return True


def leave_a_picture_of_its_memory(around: Surroundings) -> bool:
    return resource.getrlimit(resource.RLIMIT_CORE)[0] != 0


# What would end the document or the process is tried last.
_LAST = (delete_a_document, move_a_document, truncate_a_document)
ATTEMPTS: dict[str, Callable[[Surroundings], bool]] = {
    one.__name__: one
    for one in sorted(
        (
            found
            for found in list(globals().values())
            if getattr(found, "__module__", "") == __name__
            and getattr(found, "__annotations__", {}).get("around") is Surroundings
        ),
        key=lambda one: one in _LAST,
    )
}


def succeeded() -> list[str]:
    """The names of the attempts that got out."""
    around, out = Surroundings(), []
    for name, attempt in ATTEMPTS.items():
        with suppress(Exception):
            if attempt(around):
                out.append(name)
    return out
