"""llama.cpp's own server, an OpenAI-compatible host, in a child process.

Run as ``python llamacpp_server.py WEIGHTS KEY``: prints its URL and serves until stdin closes.
"""

from __future__ import annotations

import os
import sys

# Threads that spin while they wait bring a small machine to a standstill.
os.environ["OMP_WAIT_POLICY"] = "passive"


def main() -> None:
    import xllamacpp  # noqa: PLC0415 - reads the environment when it is loaded

    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.n_ctx = 4096
    params.n_parallel = 1
    params.port = 0
    params.hostnames = ["127.0.0.1"]
    params.api_keys = [sys.argv[2]]
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)  # noqa: T201 - the parent reads the URL
    sys.stdin.read()


if __name__ == "__main__":
    main()
