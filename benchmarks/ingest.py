"""Measures ingest and export on the database of DATABASE_URL, which must hold no records.

    python benchmarks/ingest.py FOLDER

FOLDER is a package such as benchmarks/generate.py writes. The records stay in the database.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from curation.export import export
    from curation.ingest import ingest

    folder = Path(sys.argv[1])
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in folder.glob("*.csv"))
    print(f"about {rows:,} rows")
    measure("check", rows, lambda: ingest([folder], check=True))
    measure("first ingest", rows, lambda: ingest([folder]))
    report = measure("second ingest", rows, lambda: ingest([folder]))
    print(f"the second ingest changed {report.changed} rows")
    with tempfile.TemporaryDirectory() as made:
        measure("export", rows, lambda: export(made))
        measure("ingest of the export", rows, lambda: ingest([made]))


def measure(name: str, rows: int, work: Callable[[], Any]) -> Any:
    """Does the work; prints its seconds, rows a second, and the process's peak memory so far.

    The seconds that the process itself was computing are less noisy than those on the clock.
    """
    start, computing = time.perf_counter(), time.process_time()
    result = work()
    seconds, computed = time.perf_counter() - start, time.process_time() - computing
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {seconds:.1f} s ({computed:.1f} s computing), "
        f"{rows / seconds:,.0f} rows/s, peak {peak:.0f} MB",
        flush=True,
    )
    return result


if __name__ == "__main__":
    main()
