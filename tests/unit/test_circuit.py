"""When a circuit opens, for how long, and what closes it."""

from __future__ import annotations

from hocket.resilience.circuit import Circuit, Tripping

S = 1_000_000
RULES = Tripping(in_a_row=3, share=0.5, of=6, first_s=2.0, longest_s=7.0)


def opened(now_us: int = 0) -> Circuit:
    circuit = Circuit(RULES)
    for _ in range(3):
        circuit.fail("it is away", now_us)
    return circuit


def retried(circuit: Circuit, now_us: int, wait_s: float = 0.0) -> float:
    """How long it stays open after the call that tries has failed too, in seconds."""
    circuit.probe()
    circuit.fail("it is away", now_us, wait_s, is_probe=True)
    return (circuit.retry_us - now_us) / S


def test_circuit_opens_after_so_many_failures_in_a_row():
    circuit = Circuit(RULES)
    for _ in range(2):
        circuit.fail("it is away", 0)
    assert circuit.state(0) == "closed"
    circuit.succeed()
    for second in range(3):
        circuit.fail(f"fault {second}", second * S)
    assert circuit.state(2 * S) == "open"
    assert (circuit.failures, circuit.since_us, circuit.cause) == (3, 0, "fault 2")


def test_circuit_opens_at_a_share_of_failures_of_the_last_calls():
    circuit = Circuit(RULES)
    for _ in range(2):
        circuit.succeed()
        circuit.fail("it broke off", 0)
    circuit.succeed()
    assert circuit.state(0) == "closed"
    circuit.fail("it broke off", 0)
    assert circuit.state(0) == "open"


def test_circuit_stays_open_for_longer_each_time_up_to_a_bound():
    circuit = opened()
    assert circuit.retry_us == 2 * S
    assert [retried(circuit, n * 10 * S) for n in range(1, 5)] == [4.0, 7.0, 7.0, 7.0]
    circuit.succeed()
    assert [circuit.state(0), opened(S).retry_us] == ["closed", 3 * S]


def test_circuit_stays_open_for_as_long_as_the_host_asks():
    assert retried(opened(), 10 * S, wait_s=60.0) == 60.0


def test_circuit_is_half_open_from_its_time_until_the_call_that_tries_has_ended():
    circuit = opened()
    assert [circuit.state(at) for at in (2 * S - 1, 2 * S)] == ["open", "half_open"]
    circuit.probe()
    assert (circuit.state(0), circuit.is_probed) == ("half_open", True)
    circuit.abandon()
    assert (circuit.state(2 * S), circuit.is_probed) == ("half_open", False)


def test_calls_that_were_sent_before_a_circuit_opened_do_not_keep_it_open():
    circuit = opened()
    circuit.fail("it is away", S)
    assert circuit.retry_us == 2 * S
    circuit.succeed()
    assert circuit.state(S) == "closed"


def test_circuit_that_closed_starts_anew():
    circuit = opened()
    circuit.succeed()
    assert not circuit.is_calm or circuit.failures == 0
    for _ in range(2):
        circuit.fail("it is away", 0)
    assert circuit.state(0) == "closed"
