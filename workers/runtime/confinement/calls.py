"""The system calls that a confined process may not make (Linux, x86-64 and ARM64).

A list of what is refused, not of what is allowed: libraries of another year make other harmless calls, and a
document that cannot be read is worse than a call that nobody thought of, which still meets Landlock and the
namespaces. `-` = this machine has no such call.
"""

import errno
import os
import platform
from collections.abc import Iterable

from workers.runtime import bpf

# name → its number on x86-64 and on ARM64
_NUMBERS = {
    line.split()[0]: tuple(None if number == "-" else int(number) for number in line.split()[1:])
    for line in """\
execve 59 221
execveat 322 281
fork 57 -
vfork 58 -
clone 56 220
clone3 435 435
unshare 272 97
setns 308 268
kill 62 129
tkill 200 130
tgkill 234 131
rt_sigqueueinfo 129 138
rt_tgsigqueueinfo 297 240
pidfd_open 434 434
pidfd_send_signal 424 424
pidfd_getfd 438 438
ptrace 101 117
process_vm_readv 310 270
process_vm_writev 311 271
process_madvise 440 440
process_mrelease 448 448
kcmp 312 272
prlimit64 302 261
sched_setaffinity 203 122
sched_setattr 314 274
sched_setparam 142 118
sched_setscheduler 144 119
setpriority 141 140
ioprio_set 251 30
migrate_pages 256 238
move_pages 279 239
socket 41 198
socketpair 53 199
io_uring_setup 425 425
io_uring_enter 426 426
io_uring_register 427 427
mount 165 40
umount2 166 39
pivot_root 155 41
chroot 161 51
move_mount 429 429
open_tree 428 428
fsopen 430 430
fspick 433 433
fsmount 432 432
fsconfig 431 431
mount_setattr 442 442
name_to_handle_at 303 264
open_by_handle_at 304 265
keyctl 250 219
add_key 248 217
request_key 249 218
bpf 321 280
perf_event_open 298 241
userfaultfd 323 282
init_module 175 105
finit_module 313 273
delete_module 176 106
kexec_load 246 104
kexec_file_load 320 294
reboot 169 142
swapon 167 224
swapoff 168 225
iopl 172 -
ioperm 173 -
acct 163 89
quotactl 179 60
quotactl_fd 443 443
syslog 103 116
settimeofday 164 170
clock_settime 227 112
clock_adjtime 305 266
adjtimex 159 171
sethostname 170 161
setdomainname 171 162
vhangup 153 58
personality 135 92
shmget 29 194
shmat 30 196
shmctl 31 195
msgget 68 186
msgsnd 69 189
msgrcv 70 188
msgctl 71 187
semget 64 190
semop 65 193
semctl 66 191
semtimedop 220 192
mq_open 240 180
mq_unlink 241 181
fanotify_init 300 262
fanotify_mark 301 263
inotify_add_watch 254 27
inotify_init 253 -
inotify_init1 294 26
truncate 76 45
mknod 133 -
mknodat 259 33
ioctl 16 29
chmod 90 -
fchmod 91 52
fchmodat 268 53
fchmodat2 452 452
chown 92 -
fchown 93 55
lchown 94 -
fchownat 260 54
setxattr 188 5
lsetxattr 189 6
fsetxattr 190 7
setxattrat 463 463
removexattr 197 14
lremovexattr 198 15
fremovexattr 199 16
removexattrat 466 466
file_setattr 469 469
utime 132 -
utimes 235 -
futimesat 261 -
utimensat 280 88
""".splitlines()
}

# Answered as on a kernel without it: the library then calls `clone`, whose flags can be looked at.
_ABSENT = ("clone3", "io_uring_setup", "io_uring_enter", "io_uring_register")
# Answered as if done, and not done: Landlock does not know them, and programs that unpack want to set times
# and modes.
_PRETENDED = (
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat",
    "setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr", "fremovexattr",
    "removexattrat", "file_setattr", "utime", "utimes", "futimesat", "utimensat",
)  # fmt: skip
_PROGRAMS = ("execve", "fork", "vfork")  # refused unless this process has to call one
_SIGNALS = ("kill",)
# Allowed to a process for itself: the first argument is its number, or 0.
_OF_ITSELF = ("tgkill", "prlimit64", "sched_setaffinity")
_LOOKED_AT = ("clone", "socket", "ioctl")
_THREAD = 0x00010000  # CLONE_THREAD
_NAMESPACES = 0x7E020000  # CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID, NET
_INNER_FAMILIES = (1, 16)  # AF_UNIX, AF_NETLINK: the filter of the network answers for all others
_TERMINAL = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX: what types into somebody's terminal


def refuse(*, programs: bool, signals: bool) -> bool:
    """From now on, for good; False where this system has no such filter. `programs`: it may start others.
    `signals`: it may send them, since Landlock bounds whom they reach."""
    if not bpf.available():
        return False
    free = {*_ABSENT, *_PRETENDED, *_OF_ITSELF, *_LOOKED_AT}
    free |= set(_PROGRAMS) if programs else set()
    free |= set(_SIGNALS) if programs and signals else set()
    lines = [
        *_answered(_ABSENT, bpf.ERRNO | errno.ENOSYS),
        *_answered(_PRETENDED, bpf.ERRNO),
        *_answered((name for name in _NUMBERS if name not in free), bpf.ERRNO | errno.EPERM),
        *(line for name in _OF_ITSELF for line in _argument(name, 0, [0, os.getpid()], allowed=True)),
        *_argument("socket", 0, _INNER_FAMILIES, allowed=False),
        *_argument("ioctl", 1, _TERMINAL, allowed=False),
        *_of_clone(programs),
    ]
    return bpf.install(bpf.whole(lines)) == 0


def number(name: str) -> int | None:
    """Of a system call on this machine; None where it has none."""
    return _NUMBERS[name][0 if platform.machine() == "x86_64" else 1]


def _answered(names: Iterable[str], answer: int) -> list[bpf.Line]:
    numbers = [found for found in map(number, names) if found is not None]
    count = len(numbers)
    tests = [(bpf.JUMP_EQUAL, count - place, 0, found) for place, found in enumerate(numbers)]
    return [*tests, (bpf.JUMP, 0, 0, 1), (bpf.RETURN, 0, 0, answer)]


def _argument(name: str, index: int, values: Iterable[int], *, allowed: bool) -> list[bpf.Line]:
    """Whether the call has one of the values as an argument decides."""
    refused, listed = bpf.ERRNO | errno.EPERM, list(values)
    then, otherwise = (bpf.ALLOW, refused) if allowed else (refused, bpf.ALLOW)
    count = len(listed)
    tests = [(bpf.JUMP_EQUAL, count - place, 0, value) for place, value in enumerate(listed)]
    return _of(
        name,
        [
            (bpf.LOAD, 0, 0, bpf.argument(index)),
            *tests,
            (bpf.RETURN, 0, 0, otherwise),
            (bpf.RETURN, 0, 0, then),
        ],
    )


def _of_clone(programs: bool) -> list[bpf.Line]:
    """Threads; processes too, where programs may be called; namespaces never."""
    refused = (bpf.RETURN, 0, 0, bpf.ERRNO | errno.EPERM)
    allowed = (bpf.RETURN, 0, 0, bpf.ALLOW)
    flags = (bpf.LOAD, 0, 0, bpf.argument(0))
    if programs:
        return _of("clone", [flags, (bpf.JUMP_ANY_BIT, 0, 1, _NAMESPACES), refused, allowed])
    return _of("clone", [flags, (bpf.JUMP_ANY_BIT, 1, 0, _THREAD), refused, allowed])


def _of(name: str, lines: list[bpf.Line]) -> list[bpf.Line]:
    """Lines that end with an answer, for this call alone."""
    found = number(name)
    return [(bpf.JUMP_EQUAL, 0, len(lines), found), *lines] if found is not None else []
