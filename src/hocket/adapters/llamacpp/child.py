"""The child process that holds one LLM: llama.cpp's server on loopback, until its parent ends.

Started by its path. It reads one JSON line with its settings
from standard input, writes one with its address to standard output, and ends when standard input
does; so it cannot outlive its parent, however that ends.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel kill us when the parent's thread ends, where it can (Linux, prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def threads_of(cores: int) -> int:
    """How many threads to compute with: a core is left for the program where there are over two.

    Examples:
        >>> [threads_of(n) for n in (1, 2, 4, 16)]
        [1, 2, 3, 15]
    """
    return max(1, cores if cores <= 2 else cores - 1)  # noqa: PLR2004 - as the docstring says


def main() -> None:
    """Serve until standard input ends."""
    die_with_parent()
    settings = json.loads(sys.stdin.readline())
    # Spinning threads starve each other as soon as anything else runs.
    os.environ["OMP_WAIT_POLICY"] = "passive"
    import xllamacpp  # noqa: PLC0415 - after the variable that it reads

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
    # The runtime's own clean-up waits for calls under way; nobody is left to wait for them.
    os._exit(0)


if __name__ == "__main__":
    main()
