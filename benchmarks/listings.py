"""Measures every listing at a size: its first page, a far page, its files.

    python benchmarks/listings.py 400000

makes so many signatories in the database of DATABASE_URL, which must hold no records, and prints
for each address its queries, seconds, seconds to the first byte and to the first row, and by how
much the process's memory grew on the way. Each address has a process of its own.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = [
    "organizations",
    "agreements",
    "signatories",
    "commitments",
    "progress",
    "events",
    "sources",
]
PAGES = [f"/{name}/" for name in NAMES] + [
    "/signatories/?page=LAST",
    "/signatories/?q=ferries&capacity=witness",
    "/signatories.json?page_size=500",
    "/agreements/?organization=organization-7",
    "/signatories.atom",
    "/search/?q=ferries",
    "/search.atom?q=ferries",
]
FILES = [
    "/signatories.csv?capacity=witness",
    "/signatories.csv",
    "/agreements.csv",
    "/signatories.xlsx?capacity=witness",
    "/signatories.xlsx",
]
ROWS_A_PAGE = 100


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if sys.argv[1].startswith("/"):
        measure(sys.argv[1])
        return
    count = int(sys.argv[1])
    make(count)
    for address in PAGES + FILES:
        asked = address.replace("LAST", str(count // ROWS_A_PAGE))
        subprocess.run([sys.executable, __file__, asked], check=True)


def make(count: int) -> None:
    """The rows, and the index of their words."""
    from search.index import rebuild
    from search.tables import refresh_statistics
    from tests import bulk

    for name, work in (
        ("rows", lambda: bulk.signatories(count)),
        ("search index", rebuild),
        ("statistics", refresh_statistics),
    ):
        start = time.perf_counter()
        work()
        print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)


def measure(address: str) -> None:
    """One request to a warm process; prints a line."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.get("/sources/")
    before, start = anonymous(), time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        parts = iter(response.streaming_content if response.streaming else [response.content])
        size, times, held = 0, [], 0.0
        for part in parts:
            size += len(part)
            held = max(held, anonymous())
            if len(times) < 2:
                times.append(time.perf_counter() - start)
    seconds, grown = time.perf_counter() - start, max(held, anonymous()) - before
    first, row = times[0], times[-1]
    print(
        f"{address}: {response.status_code}, {len(captured)} queries, {seconds:.2f} s, first byte "
        f"{first:.2f} s, first row {row:.2f} s, {size / 1e6:.1f} MB, memory +{grown:.0f} MB",
        flush=True,
    )


def anonymous() -> float:
    """The memory that the process holds now, MB, without files that are mapped into it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
