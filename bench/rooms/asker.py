"""Asks /api/health until its input ends, then prints the longest answer in seconds: python -m bench.rooms.asker PORT.

A process of its own: what plays 2,000 clients would be too late to look at its clock.
"""

import select
import sys
import time

import httpx


def main(port: int) -> None:
    slowest = 0.0
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as web:
        while not select.select([sys.stdin], [], [], 0.05)[0]:
            started = time.perf_counter()
            web.get("/api/health")
            slowest = max(slowest, time.perf_counter() - started)
    print(slowest)


if __name__ == "__main__":
    main(int(sys.argv[1]))
