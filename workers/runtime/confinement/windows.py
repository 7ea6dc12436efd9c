"""What holds a reader on Windows: a job object around it, and a token that it lowers itself.

The job ends the process with its parent, bounds its memory and keeps it from programs, the clipboard, other
windows and the settings of the desktop. The token loses its privileges and its level of integrity: it cannot
write what belongs to its user, nor open the processes of the user. It still reads the user's files: Windows
knows no rule for that without a container of its own.
"""

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

# JobObjectBasicUIRestrictions, JobObjectExtendedLimitInformation; winnt.h.
_UI, _EXTENDED = 4, 9
_ALL_UI = 0xFF
_ONE_PROCESS, _PROCESS_MEMORY, _NO_DIALOG, _END_WITH_JOB = 0x08, 0x100, 0x400, 0x2000
_SET_QUOTA_AND_TERMINATE = 0x0101
_TOKEN_ACCESS = 0x0020 | 0x0008 | 0x0080  # ADJUST_PRIVILEGES, QUERY, ADJUST_DEFAULT
_TOKEN_PRIVILEGES, _TOKEN_INTEGRITY = 3, 25
_REMOVED, _GROUP_INTEGRITY = 0x0004, 0x0020
_LOW = "S-1-16-4096"
_LOW_LABEL = "(OI)(CI)L"  # for a folder and what is made in it
# Set for a reader whose folder is open to a low level.
VARIABLE = "BUKVAR_READER_LOW"


class _Basic(ctypes.Structure):
    _fields_ = [
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum", ctypes.c_size_t),
        ("maximum", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class _Extended(ctypes.Structure):
    _fields_ = [
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


class _Privilege(ctypes.Structure):
    _fields_ = [("low", ctypes.c_uint32), ("high", ctypes.c_int32), ("attributes", ctypes.c_uint32)]


class _Label(ctypes.Structure):
    _fields_ = [("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32)]


def _library(name: str) -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL(name, use_last_error=True)
    raise OSError(name)


def job_of(pid: int, memory: int, *, alone: bool) -> Any:
    """A job around a process that was just started; it ends when what is returned is given up. `alone`: it
    starts no others. None where the system refuses."""
    kernel = _library("kernel32")
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    process = kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid)
    if not job or not process:
        return None
    limits = _Extended()
    limits.basic.flags = _NO_DIALOG | _END_WITH_JOB
    if alone:
        limits.basic.flags |= _ONE_PROCESS
        limits.basic.processes = 1
    if memory > 0:
        limits.basic.flags |= _PROCESS_MEMORY
        limits.process_memory = memory
    ui = ctypes.c_uint32(_ALL_UI)
    handle = ctypes.c_void_p(job)
    held = (
        kernel.SetInformationJobObject(handle, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
        and kernel.SetInformationJobObject(handle, _UI, ctypes.byref(ui), ctypes.sizeof(ui))
        and kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(process))
    )
    kernel.CloseHandle(ctypes.c_void_p(process))
    return job if held else None


def close_job(job: Any) -> None:
    """End what is left in it."""
    if job:
        _library("kernel32").CloseHandle(ctypes.c_void_p(job))


def open_to_low(folder: Path) -> bool:
    """Let processes of a low level write into a folder; False where the system refuses."""
    icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    command = [str(icacls), str(folder), "/setintegritylevel", _LOW_LABEL]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=20, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def lower_token() -> bool:
    """From now on, for good, this process has no privileges and, where the folder that it writes into is
    open to such (`VARIABLE`), a low level of integrity. False where the system refuses."""
    security, kernel = _library("advapi32"), _library("kernel32")
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    token = ctypes.c_void_p()
    here = ctypes.c_void_p(kernel.GetCurrentProcess())
    if not security.OpenProcessToken(here, _TOKEN_ACCESS, ctypes.byref(token)):
        return False
    held = _remove_privileges(security, token)
    held = held and os.environ.get(VARIABLE) == "1" and _lower(security, kernel, token)
    kernel.CloseHandle(token)
    return held


def _remove_privileges(security: Any, token: ctypes.c_void_p) -> bool:
    size = ctypes.c_uint32()
    security.GetTokenInformation(token, _TOKEN_PRIVILEGES, None, 0, ctypes.byref(size))
    buffer = ctypes.create_string_buffer(max(size.value, 4))
    if not security.GetTokenInformation(token, _TOKEN_PRIVILEGES, buffer, size, ctypes.byref(size)):
        return False
    count = ctypes.c_uint32.from_buffer(buffer).value
    for one in (_Privilege * count).from_buffer(buffer, 4):
        one.attributes = _REMOVED
    return bool(security.AdjustTokenPrivileges(token, False, buffer, 0, None, None))


def _lower(security: Any, kernel: Any, token: ctypes.c_void_p) -> bool:
    sid = ctypes.c_void_p()
    if not security.ConvertStringSidToSidW(_LOW, ctypes.byref(sid)):
        return False
    label = _Label(sid, _GROUP_INTEGRITY)
    size = ctypes.sizeof(label) + security.GetLengthSid(sid)
    lowered = bool(security.SetTokenInformation(token, _TOKEN_INTEGRITY, ctypes.byref(label), size))
    kernel.LocalFree(sid)
    return lowered
