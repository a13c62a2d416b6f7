"""Runs the whole suite on SQLite and then on PostgreSQL: what script/test calls.

Without arguments branch coverage is measured on SQLite and must reach the threshold
(tests/measuring.py). What no database can change (browser, validator, whatever asks none:
tests/conftest.py) runs once, on SQLite. Arguments go on to pytest and choose tests, and then all of
these run on both, and coverage isn't asked for.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import psycopg

from tests import measuring, postgres
from tests.browser import find_browser

THRESHOLD = 95
WHOLE_SUITE = ["--quiet", "--numprocesses=logical", "--dist=worksteal"]
NOT_AGAIN = ["-m", "not once"]
BYTECODE = Path(sys.prefix) / "bytecode"


@dataclass
class Tally:
    """How one database's run ended: the counts, what failed, and pytest's exit status."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    status: int = 1
    broken: tuple[str, ...] = ()

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.status or other.status,
            self.broken + other.broken,
        )


def read_tally(report: Path, status: int) -> Tally:
    """The counts in pytest's JUnit report; a run that broke before it had one is a failure."""
    if not report.exists():
        return Tally(failed=1, status=status or 1)
    root = ElementTree.parse(report).getroot()
    suites = list(root.iter("testsuite"))
    total, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    broken = tuple(
        f"{case.get('classname')}::{case.get('name')}"
        for case in root.iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    )
    return Tally(total - failed - skipped, failed, skipped, status, broken)


def run(name: str, database_url: str | None, arguments: list[str], folder: Path) -> Tally:
    """Run pytest on one database, with these arguments; without a URL that is SQLite."""
    print(f"\n== {name} ==", flush=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    # Measured where everything runs, and once: on SQLite.
    added = {"DATABASE_URL": database_url} if database_url else {measuring.VARIABLE: str(folder)}
    environment |= added
    # Where Python is told to keep no bytecode, every process of a run would compile all packages
    # for itself, which takes it longer than most tests take together.
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
    report = folder / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
    return read_tally(report, subprocess.run(command, env=environment, check=False).returncode)


@contextmanager
def postgresql() -> Iterator[str]:
    """The DATABASE_URL of the PostgreSQL to test on: the one that is set, else a private server."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        with postgres.server() as private:
            yield private
        return
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise postgres.PostgresError(
            f"The server in DATABASE_URL does not answer: {error}"
        ) from error
    yield url


def coverage(folder: Path) -> int:
    """Report the branch coverage; the status says whether it is enough."""
    reached = measuring.report(folder)
    print(f"Branch coverage: {reached:.2f} %; {THRESHOLD} % are wanted.")
    return int(reached < THRESHOLD)


def provide_browser() -> None:
    """Install Chromium where that is possible; where it isn't, say so: the browser tests fail."""
    if os.environ.get("ENTENTE_NO_BROWSER") == "1":
        print("ENTENTE_NO_BROWSER=1: THE BROWSER TESTS ARE LEFT OUT.", flush=True)
    elif not find_browser() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests (half a minute, as a rule)", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-qq", *command],
                env=environment,
                stdout=subprocess.DEVNULL,
                check=False,
            )
    elif not find_browser():
        print(
            "NO CHROMIUM FOUND: the browser tests will fail. Install Chromium or Chrome, "
            "or set ENTENTE_NO_BROWSER=1 to go without them.",
            flush=True,
        )


def main(arguments: list[str]) -> int:
    # A polite kill ends the blocks below as Ctrl-C does, so no server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    provide_browser()
    with tempfile.TemporaryDirectory(prefix="entente-test-") as name, postgresql() as url:
        folder = Path(name)
        tallies = {
            "SQLite": run("SQLite", None, arguments or WHOLE_SUITE, folder),
            "PostgreSQL": run("PostgreSQL", url, arguments or [*WHOLE_SUITE, *NOT_AGAIN], folder),
        }
        shortfall = 0 if arguments else coverage(folder)
    total = sum(tallies.values(), start=Tally(status=0))
    for database, tally in tallies.items():
        # Once more, since whoever reads the end of a long log only would not know which.
        for name in tally.broken:
            print(f"Failed on {database}: {name}")
        print(f"{database}: {tally}")
    print(total)
    return total.status or shortfall


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except postgres.PostgresError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
