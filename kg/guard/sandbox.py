"""What a worker gives up once its store is open: the network, other programs, memory beyond a limit, and files that grow.

The token scan comes first; this is the second lock, so that a hole in the one is not a hole in the wall. The network is closed by a
seccomp filter (Linux on x86-64 and 64-bit ARM; seccomp(2)); elsewhere the scan stands alone, and `lock` says so.
"""
from __future__ import annotations

import ctypes
import platform
import struct
import sys

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*, linux/audit.h
CALLS = {  # socket, connect, sendto, sendmsg, bind, execve, execveat, ptrace, io_uring_setup
    "x86_64": (41, 42, 44, 46, 49, 59, 322, 101, 425),
    "aarch64": (198, 203, 206, 211, 200, 221, 281, 117, 425),
}
X32 = 0x40000000  # the second table of system calls of x86-64, denied as a whole
NO_NEW_PRIVILEGES = 38  # prctl(2)
SECCOMP, SET_FILTER, ALL_THREADS = {"x86_64": 317, "aarch64": 277}, 1, 1  # seccomp(2)
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # BPF: ld [k], jeq k, jge k, ret k
ALLOW, DENY = 0x7FFF0000, 0x00050000 | 1  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO | EPERM


class Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def lock(memory: int) -> bool:
    """Close the network to this process and bound its memory, in bytes beyond what it has; True where the network is closed."""
    bound_memory(memory)
    return close_network()


def bound_memory(memory: int) -> None:
    """No core files, no file that grows, and so many bytes more of private memory than now (Linux; elsewhere no limit is kept)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if memory and sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii") as status:
            now = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
        resource.setrlimit(resource.RLIMIT_DATA, (now + memory, now + memory))


def bound_processor(seconds: float) -> None:
    """The system ends this process after so much more processor time, whether or not anyone is left to end it."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, hard))


def close_network() -> bool:
    """Deny sockets and other programs to all threads of this process; True where that was done."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in CALLS or struct.calcsize("P") != 8:
        return False
    steps = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, AUDIT[machine]), (RETURN, 0, 0, DENY), (LOAD, 0, 0, 0)]
    if machine == "x86_64":
        steps += [(AT_LEAST, 0, 1, X32), (RETURN, 0, 0, DENY)]
    for call in CALLS[machine]:
        steps += [(EQUAL, 0, 1, call), (RETURN, 0, 0, DENY)]
    steps.append((RETURN, 0, 0, ALLOW))
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code, len(code))
    program = Program(len(steps), ctypes.cast(held, ctypes.c_void_p))
    library = ctypes.CDLL(None, use_errno=True)
    return bool(library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
                and library.syscall(SECCOMP[machine], SET_FILTER, ALL_THREADS, ctypes.byref(program)) == 0)
