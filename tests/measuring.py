"""Measures which lines and branches of the product tests reach, where MEASURED_INTO asks for it.

Loaded by pytest before anything of the product (`-p` in pyproject.toml), since modules are changed
as they are imported: a line that was reached is told apart from one that was not by code put into
it, which is taken out again once it has spoken. That costs next to nothing, where tracing makes
tests take three times as long. What is measured is set under `[tool.slipcover]` in pyproject.toml.
"""

import json
import os
import sys
from functools import reduce
from pathlib import Path

from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage, print_coverage
from slipcover.config import read_config

VARIABLE = "MEASURED_INTO"


def measure() -> Slipcover:
    """Measures every module of the product that is imported from now on."""
    wanted = read_config()
    files = FileMatcher(sources=wanted["source"], omit=wanted["omit"])
    meter = Slipcover(
        branch=True,
        # Each time one has spoken so often, all that have are taken out, which takes a moment.
        d_miss_threshold=1000,
        source=wanted["source"],
        omit=wanted["omit"],
        exclude_also=wanted["exclude-also"],
    )
    ImportManager(meter, files).__enter__()
    return meter


# The process that hands tests out to workers runs none itself.
METER = measure() if VARIABLE in os.environ and "PYTEST_XDIST_WORKER" in os.environ else None


def pytest_sessionfinish() -> None:
    if METER:
        reached = json.dumps(METER.get_coverage())
        Path(os.environ[VARIABLE], f"{os.getpid()}.json").write_text(reached)


def report(folder: Path) -> float:
    """Prints what no worker has reached, and returns how many percent of it all one has."""
    parts = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    if not parts:
        return 0.0
    reached = reduce(merge_coverage, parts)
    print_coverage(reached, outfile=sys.stdout, skip_covered=True)
    return reached["summary"]["percent_covered"]
