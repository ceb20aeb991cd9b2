"""The seccomp filter, run by an interpreter of classic BPF as the kernel has one."""

from __future__ import annotations

import errno
import struct

import pytest

from hocket.adapters.bubblewrap.seccomp import ALLOW, FORBIDDEN, KILL, MACHINES, REFUSE, filter_of

OPERATIONS = {
    0x15: lambda value, of: value == of,
    0x25: lambda value, of: value > of,
    0x45: lambda value, of: bool(value & of),
}
I386, NEWUSER, THREAD, FORK = 0x4000_0003, 0x1000_0000, 0x3D0F00, 17
PROCESSORS = pytest.mark.parametrize("name", MACHINES)


def answer(program: bytes, number: int, architecture: int, *arguments: int) -> int:
    """What the filter answers to one system call."""
    data = struct.pack("=IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    steps = list(struct.iter_unpack("=HBBI", program))
    value = position = 0
    while True:
        code, then, otherwise, constant = steps[position]
        position += 1
        if code == 0x06:
            return constant
        if code == 0x20:
            (value,) = struct.unpack_from("=I", data, constant)
        else:
            position += then if OPERATIONS[code](value, constant) else otherwise


def asked(name: str, number: int, *arguments: int) -> int:
    program = filter_of(name)
    assert program is not None
    return answer(program, number, MACHINES[name].architecture, *arguments)


@PROCESSORS
def test_filter_forbidden_calls_are_refused_and_all_others_allowed(name):
    column = MACHINES[name].column
    forbidden = {numbers[column] for numbers in FORBIDDEN.values()}
    for number in range(470):
        expected = ALLOW
        if number in forbidden:
            expected = REFUSE | errno.EPERM
        elif number == 435:
            expected = REFUSE | errno.ENOSYS
        elif number == MACHINES[name].socket:
            expected = REFUSE | errno.EAFNOSUPPORT  # of no family
        assert asked(name, number) == expected, number


@PROCESSORS
@pytest.mark.parametrize("number", [470, 1000, 0x4000_0000, 0x4000_0038, 0xFFFF_FFFF])
def test_filter_unknown_call_answers_as_on_an_older_kernel(name, number):
    assert asked(name, number) == REFUSE | errno.ENOSYS


@PROCESSORS
def test_filter_call_of_another_architecture_ends_the_process(name):
    program = filter_of(name)
    assert program is not None
    others = {m.architecture for n, m in MACHINES.items() if n != name} | {I386, 0}
    assert {answer(program, 1, other) for other in others} == {KILL}


@PROCESSORS
@pytest.mark.parametrize("space", [1 << n for n in (17, 25, 26, 27, 28, 29, 30)])
def test_filter_clone_makes_threads_and_processes_but_no_namespaces(name, space):
    clone = MACHINES[name].clone
    assert asked(name, clone, THREAD) == asked(name, clone, FORK) == ALLOW
    assert asked(name, clone, FORK | space) == REFUSE | errno.EPERM


@PROCESSORS
def test_filter_sockets_of_common_families_only(name):
    answers = {family: asked(name, MACHINES[name].socket, family) for family in range(64)}
    assert {f for f, a in answers.items() if a == ALLOW} == {1, 2, 10, 16}
    assert set(answers.values()) == {ALLOW, REFUSE | errno.EAFNOSUPPORT}


@PROCESSORS
def test_filter_input_of_a_terminal_cannot_be_forged(name):
    ioctl = MACHINES[name].ioctl
    assert asked(name, ioctl, 0, 0x5412) == asked(name, ioctl, 0, 0x541C) == REFUSE | errno.EPERM
    assert asked(name, ioctl, 0x5412, 0x5401) == ALLOW


@PROCESSORS
def test_filter_no_pipe_or_socket_is_enlarged(name):
    machine = MACHINES[name]
    assert asked(name, machine.fcntl, 3, 1031) == REFUSE | errno.EPERM
    assert asked(name, machine.fcntl, 1031, 3) == ALLOW
    for option in (7, 8, 32, 33):
        assert asked(name, machine.setsockopt, 3, 1, option) == REFUSE | errno.EPERM
    assert asked(name, machine.setsockopt, 3, 1, 2) == ALLOW


def test_filter_of_an_unknown_processor_is_none():
    assert filter_of("vax") is None


def test_filter_jumps_stay_within_it():
    for name in MACHINES:
        steps = list(struct.iter_unpack("=HBBI", filter_of(name)))
        for place, (code, then, otherwise, _) in enumerate(steps):
            if code in OPERATIONS:
                assert place + 1 + max(then, otherwise) < len(steps)
