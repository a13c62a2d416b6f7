"""Everything that can be said about the code without running its tests: what script/check calls.

The steps run side by side; all of them run, whatever the others found.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.core.management.utils import get_random_secret_key

# What a production machine would set: `check --deploy` judges these.
PRODUCTION = {
    "SECRET_KEY": get_random_secret_key(),
    "ALLOWED_HOSTS": "entente.example",
    "BEHIND_TLS": "1",
    "DEBUG": "0",
}
# The slowest first: the others fit beside it.
STEPS = {
    "types": ["mypy"],
    "template format": ["djlint", "templates", "--check", "--quiet"],
    "template lint": ["djlint", "templates", "--lint", "--quiet"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "templates": ["-m", "tests.compile_templates"],
    "lint": ["ruff", "check", "--output-format=concise", "."],
    "format": ["ruff", "format", "--check", "--output-format=concise", "."],
}


@dataclass
class Result:
    """How a step ended."""

    name: str
    passed: bool
    seconds: float
    output: str


def command(words: list[str]) -> list[str]:
    """The step's words as a command: a program of this environment, or something Python runs."""
    if words[0] in {"manage.py", "-m"}:
        return [sys.executable, *words]
    return [str(Path(sys.executable).with_name(words[0])), *words[1:]]


def run(name: str) -> Result:
    start = time.monotonic()
    # An empty database, which is nobody's.
    with tempfile.TemporaryDirectory(prefix="entente-check-") as folder:
        done = subprocess.run(
            command(STEPS[name]),
            env=os.environ | PRODUCTION | {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return Result(name, done.returncode == 0, time.monotonic() - start, done.stdout)


def main() -> int:
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for result in pool.map(run, STEPS):
            print(f"{'ok' if result.passed else 'FAILED':6} {result.name} ({result.seconds:.1f} s)")
            if not result.passed:
                failed.append(result.name)
                print(result.output, flush=True)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
