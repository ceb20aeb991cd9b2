"""The child process that runs one LLM: llama.cpp's server on loopback.

It is started by path, reads its settings as one line of JSON from standard input, writes its
address as one line of JSON to standard output, and exits when standard input closes, so it never
outlives its parent.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies (Linux only, prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def threads_of(cores: int) -> int:
    """Number of compute threads: one core stays free for the program if there are more than two.

    Examples:
        >>> [threads_of(n) for n in (1, 2, 4, 16)]
        [1, 2, 3, 15]
    """
    return max(1, cores if cores <= 2 else cores - 1)  # noqa: PLR2004 - as the docstring says


def main() -> None:
    """Serve until standard input closes."""
    die_with_parent()
    settings = json.loads(sys.stdin.readline())
    # Spinning threads starve each other as soon as anything else runs.
    os.environ["OMP_WAIT_POLICY"] = "passive"
    import xllamacpp  # noqa: PLC0415 - reads the variable above

    params = xllamacpp.CommonParams()
    params.model.path = settings["path"]
    params.n_ctx = settings["context_tokens"] * settings["parallel"]
    params.n_parallel = settings["parallel"]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [settings["key"]]
    params.cors_origins = "http://127.0.0.1"
    params.endpoint_metrics = True
    params.ctx_shift = False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads_of(os.cpu_count() or 1)
    server = xllamacpp.Server(params)
    sys.stdout.write(json.dumps({"url": server.listening_address}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    # A normal exit waits for calls in flight; nobody is left to receive their answers.
    os._exit(0)


if __name__ == "__main__":
    main()
