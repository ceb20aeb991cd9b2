"""The seccomp filter of the sandbox: system calls that no program in it needs, refused.

A flaw in the kernel is most often reached through a call that few programs make. The filter is a
program in classic BPF (seccomp(2)); bubblewrap loads it before the code starts. A call that is too
new for this table answers as on an older kernel.
"""

from __future__ import annotations

import errno
import os
import platform
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Instructions of classic BPF that the filter uses, and what they act on (linux/bpf_common.h).
LOAD, JUMP_EQUAL, JUMP_ABOVE, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
# Offsets in struct seccomp_data: number of the call, architecture, low half of an argument.
NUMBER, ARCHITECTURE = 0, 4
KILL, REFUSE, ALLOW = 0x8000_0000, 0x0005_0000, 0x7FFF_0000
# The newest call in the tables of all architectures that is known here: file_setattr.
NEWEST = 469
# Each creates a namespace: mount, cgroup, uts, ipc, user, pid, net.
NAMESPACES = 0x0002_0000 | 0x0200_0000 | 0x0400_0000 | 0x0800_0000
NAMESPACES |= 0x1000_0000 | 0x2000_0000 | 0x4000_0000
# Families of sockets: unix, internet 4 and 6, netlink. A network namespace does not cover others,
# such as those that lead to the host of a virtual machine.
FAMILIES = (1, 2, 10, 16)
# Requests that put text into the input of a terminal.
TERMINAL = (0x5412, 0x541C)
# They enlarge what a pipe or a socket holds in the kernel: F_SETPIPE_SZ; SO_SNDBUF, SO_RCVBUF, and
# the same by force. What is left has the usual size, by which it counts against the memory limit.
PIPE_SIZE = (1031,)
SOCKET_SIZES = (7, 8, 32, 33)

# Calls by name: their numbers on x86-64 and on aarch64 (None: there is no such call).
FORBIDDEN: dict[str, tuple[int | None, int | None]] = {
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "unshare": (272, 97), "setns": (308, 268),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431),
    "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "open_tree_attr": (467, 467),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "syslog": (103, 116), "vhangup": (153, 58), "nfsservctl": (180, 42),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "lookup_dcookie": (212, 18),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263), "personality": (135, 92),
    "sethostname": (170, 161), "setdomainname": (171, 162), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
    "mbind": (237, 235), "set_mempolicy": (238, 237), "migrate_pages": (256, 238),
    "move_pages": (279, 239), "set_mempolicy_home_node": (450, 450),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "uselib": (134, None),
    "ustat": (136, None), "sysfs": (139, None), "_sysctl": (156, None),
    "create_module": (174, None), "get_kernel_syms": (177, None), "query_module": (178, None),
    # Memory that belongs to no process, so that no limit of one covers it.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190), "semctl": (66, 191),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgctl": (71, 187),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Machine:
    """What differs between processors: its place in the table, and calls that are looked into."""

    column: int
    architecture: int
    clone: int
    socket: int
    ioctl: int
    fcntl: int
    setsockopt: int


MACHINES = {
    "x86_64": Machine(0, 0xC000_003E, clone=56, socket=41, ioctl=16, fcntl=72, setsockopt=54),
    "aarch64": Machine(1, 0xC000_00B7, clone=220, socket=198, ioctl=29, fcntl=25, setsockopt=208),
}
CLONE3 = 435


def filter_of(machine: str) -> bytes | None:
    """The filter for a processor, as an array of ``struct sock_filter``; None if it is not known.

    Args:
        machine: As ``platform.machine()`` names it.
    """
    processor = MACHINES.get(machine)
    if processor is None:
        return None
    program = [
        _load(ARCHITECTURE),
        # Another architecture has other numbers: a program of 32 bits would pass any table.
        *_unless(JUMP_EQUAL, processor.architecture, KILL),
        _load(NUMBER),
        # Above it are the numbers of x32 too. clone3 hides its flags; without it clone is used.
        *_if(JUMP_ABOVE, NEWEST, REFUSE | errno.ENOSYS),
        *_if(JUMP_EQUAL, CLONE3, REFUSE | errno.ENOSYS),
    ]
    for numbers in FORBIDDEN.values():
        number = numbers[processor.column]
        if number is not None:
            program += _if(JUMP_EQUAL, number, REFUSE | errno.EPERM)
    program += _looked_into(processor)
    program.append(_do(RETURN, ALLOW))
    return b"".join(program)


def filter_descriptor() -> int | None:
    """A descriptor from which bubblewrap reads the filter for this machine; None without one."""
    program = filter_of(platform.machine())
    if program is None:
        return None
    reading, writing = os.pipe()
    os.set_blocking(writing, False)  # it fits into the pipe
    os.write(writing, program)
    os.close(writing)
    return reading


def _looked_into(processor: Machine) -> list[bytes]:
    """The parts for calls that are refused only with some arguments."""
    unsupported = _do(RETURN, REFUSE | errno.EAFNOSUPPORT)
    allowed = _do(RETURN, ALLOW)
    clone = [*_if(JUMP_ANY_BIT, NAMESPACES, REFUSE | errno.EPERM), allowed]
    socket = [_do(JUMP_EQUAL, family, len(FAMILIES) - n, 0) for n, family in enumerate(FAMILIES)]
    return [
        *_within(processor.clone, 0, clone),
        *_within(processor.socket, 0, [*socket, unsupported, allowed]),
        *_within(processor.ioctl, 1, _refused(TERMINAL)),
        *_within(processor.fcntl, 1, _refused(PIPE_SIZE)),
        *_within(processor.setsockopt, 2, _refused(SOCKET_SIZES)),
    ]


def _refused(values: Sequence[int]) -> list[bytes]:
    """A body that refuses these values of the argument and allows all others."""
    steps = [step for value in values for step in _if(JUMP_EQUAL, value, REFUSE | errno.EPERM)]
    return [*steps, _do(RETURN, ALLOW)]


def _within(number: int, argument: int, body: list[bytes]) -> list[bytes]:
    """A body that is run for one call, with an argument of it loaded; it must return."""
    return [_do(JUMP_EQUAL, number, 0, len(body) + 1), _load(16 + 8 * argument), *body]


def _if(jump: int, value: int, answer: int) -> list[bytes]:
    return [_do(jump, value, 0, 1), _do(RETURN, answer)]


def _unless(jump: int, value: int, answer: int) -> list[bytes]:
    return [_do(jump, value, 1, 0), _do(RETURN, answer)]


def _load(offset: int) -> bytes:
    return _do(LOAD, offset)


def _do(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction; jumps count the instructions to skip."""
    return struct.pack("=HBBI", code, then, otherwise, value)
