"""Measures the import of a spreadsheet on the database of DATABASE_URL, which must hold no records.

    python benchmarks/imports.py 100000

Makes a dirty file of so many organizations (dates in words, labels for choices, no slugs) as CSV
and as a workbook. Each step is done in a process of its own, for its memory; the records stay.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEADER = ["Organisation", "Acronym", "Type of body", "Founded in", "Part of", "Remarks"]
COLUMNS = ("name", "acronym", "kind", "founded", "part_of", "summary")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def main() -> None:
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        paths = {kind: Path(folder, f"bodies.{kind}") for kind in ("csv", "xlsx")}
        in_a_process("making the files", count, make, paths, count)
        for kind, path in paths.items():
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
            in_a_process(f"which column is which, {kind}", count, columns, path)
        for kind, path in paths.items():
            in_a_process(f"preview, {kind}, all new", count, preview, path)
        in_a_process("import, csv, all new", count, carry_out, paths["csv"])
        in_a_process("preview, csv, all unchanged", count, preview, paths["csv"])
        in_a_process("preview, csv, all changed", count, preview, paths["csv"], "Changed.")
        in_a_process("preview, csv, all refused", count, preview, paths["csv"], "#REF!")


def in_a_process(name: str, rows: int, work: Callable[..., Any], *args: Any) -> None:
    """Does the work in a fresh process; prints its seconds and its own peak memory."""
    process = multiprocessing.get_context("spawn").Process(
        target=measured, args=(name, rows, work, *args)
    )
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def measured(name: str, rows: int, work: Callable[..., Any], *args: Any) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    idle = peak()
    start, computing = time.perf_counter(), time.process_time()
    said = work(*args)
    seconds, computed = time.perf_counter() - start, time.process_time() - computing
    print(
        f"{name}: {seconds:.1f} s ({computed:.1f} s computing), {rows / seconds:,.0f} rows/s, "
        f"peak {peak():.0f} MB, {peak() - idle:.0f} of them for the work {said or ''}",
        flush=True,
    )


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make(paths: dict[str, Path], count: int) -> None:
    from records.formats import Csv, Xlsx

    rows = [HEADER, *(row(number) for number in range(count))]
    paths["csv"].write_bytes(Csv().write(rows).decode("utf-8-sig").encode("mac_roman"))
    paths["xlsx"].write_bytes(Xlsx().write(rows))


def row(number: int) -> list[str]:
    founded = f"{number % 28 + 1} {MONTHS[number % 12]} {1900 + number % 120}"
    whole = f"Órgano número {number // 100 * 100} de la región" if number % 100 else ""
    return [
        f"Órgano número {number} de la región",
        f"O{number}",
        "organ or office" if number % 2 else "Civil society",
        founded,
        whole,
        f"What the {number}th body is for, in a sentence or so.",
    ]


def columns(path: Path) -> None:
    from organizations.models import Organization
    from records.intake.mapping import guess
    from records.intake.tables import sheet_of

    guess(Organization, sheet_of(table(path, 220)).header, {})


def table(path: Path, limit: int | None = None) -> Any:
    from records.formats import Csv, Xlsx

    kind = Csv() if path.suffix == ".csv" else Xlsx()
    return kind.table(path.read_bytes(), limit=limit)


def intake(path: Path, remark: str = "", *, lock: bool = False) -> Any:
    from django.contrib.auth.models import User

    from organizations.models import Organization
    from records.intake.intake import Intake
    from records.intake.mapping import Mapping
    from records.intake.tables import sheet_of

    names = COLUMNS[:-1] if remark else COLUMNS
    constants = {"summary": remark} if remark else {}
    user = User.objects.get_or_create(username="bench", is_superuser=True)[0]
    mapping = Mapping(names, constants)
    return Intake(Organization, sheet_of(table(path)), mapping, user, lock=lock)


def preview(path: Path, remark: str = "") -> Any:
    from records.admin.importing import reported

    return reported(intake(path, remark)).numbers


def carry_out(path: Path, remark: str = "") -> Any:
    from records.admin.importing import reported
    from records.intake.writing import Errand, carry_out

    digest = reported(intake(path, remark)).digest
    start = time.perf_counter()
    found = intake(path, remark, lock=True)
    report, _change_set = carry_out(found, Errand(found.user, path.name, "", digest))
    return f"{report.numbers}, of which writing {time.perf_counter() - start:.1f} s"


if __name__ == "__main__":
    main()
