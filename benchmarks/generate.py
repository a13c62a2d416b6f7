"""Writes a made-up data package of about so many rows: the same rows for the same number.

    python benchmarks/generate.py FOLDER 100000

Every body, person and text in it is invented; the shape is that of the real package: bodies with
parts, names and memberships, agreements with signatories, acts and commitments, reports with
assessments and figures, events, and a citation for nearly everything.
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# What one agreement brings with it, all tables together, with its share of the bodies.
ROWS_PER_AGREEMENT = 35
SIGNATORIES = 4
Rows = Iterator[tuple[str, dict[str, object]]]


def generate(folder: Path, rows: int) -> int:
    """Writes the package into the folder; the number of rows, at least one agreement's."""
    from datapackage.tables import named
    from records.columns import column_names

    folder.mkdir(parents=True, exist_ok=True)
    files, writers, written = [], {}, 0
    for table, row in package(max(rows // ROWS_PER_AGREEMENT, 1)):
        if table not in writers:
            files.append((folder / f"{table}.csv").open("w", encoding="utf-8", newline=""))
            writers[table] = csv.DictWriter(
                files[-1], column_names(named()[table]), restval="", lineterminator="\n"
            )
            writers[table].writeheader()
        writers[table].writerow(row)
        written += 1
    for file in files:
        file.close()
    return written


def package(agreements: int) -> Rows:
    """All rows, as table and cells."""
    states = max(agreements // 50, SIGNATORIES)
    yield from themes()
    for number in range(states):
        yield from state(number)
    for number in range(agreements):
        yield from source(number)
        yield from body(number, states)
        yield from person(number)
        yield from agreement(number, max(agreements, SIGNATORIES))
        yield from reports(number)
        yield from event(number, states)
    # So that even a single agreement has its signatories.
    for number in range(agreements, SIGNATORIES):
        yield from body(number, states)


def themes() -> Rows:
    for number in range(12):
        yield "themes", {"slug": f"theme-{number}", "name": f"Theme {number}"}


def state(number: int) -> Rows:
    yield (
        "organizations",
        {
            "slug": f"state-{number}",
            "publication": "published",
            "name": f"State {number}",
            "kind": "state",
        },
    )


def source(number: int) -> Rows:
    slug = f"source-{number}"
    yield (
        "sources",
        {
            "slug": slug,
            "publication": "published",
            "title": f"Press release no. {number}",
            "publisher": "Office of Made-up Affairs",
            "kind": "press-release",
            "language": "en",
            "published": day(number),
            "sha256": f"{number:064x}",
        },
    )
    for part in (1, 2):
        yield (
            "passages",
            {
                "slug": f"passage-{number}-{part}",
                "source": slug,
                "locator": f"lines {part * 10}–{part * 10 + 4}",
                "fingerprint": f"{number * 10 + part:064x}",
                "gist": f"What part {part} of release {number} says, in our own words.",
            },
        )


def body(number: int, states: int) -> Rows:
    slug = f"body-{number}"
    yield (
        "organizations",
        {
            "slug": slug,
            "publication": "published",
            "name": f"Organización de Ejemplo No. {number}",
            "acronym": f"OE{number}",
            "kind": "organ" if number % 3 else "intergovernmental",
            "part_of": f"body-{number - number % 3}" if number % 3 else "",
            "country": f"state-{number % states}",
            "founded": "1948",
            "summary": "A body that was made up,\nover two lines, to be counted.",
        },
    )
    yield (
        "organization-names",
        {
            "slug": f"{slug}-en",
            "organization": slug,
            "text": f"Example Body {number}",
            "language": "en",
            "kind": "translation",
        },
    )
    yield (
        "memberships",
        {
            "slug": f"{slug}-member",
            "member": slug,
            "group": f"state-{number % states}",
            "capacity": "observer",
            "since": "199X",
            "until": "..",
        },
    )


def person(number: int) -> Rows:
    yield (
        "persons",
        {"slug": f"person-{number}", "publication": "published", "name": f"Person {number}"},
    )
    yield (
        "appointments",
        {
            "slug": f"person-{number}-head",
            "person": f"person-{number}",
            "organization": f"body-{number}",
            "title": "Secretary-General",
            "since": "2015",
        },
    )


def agreement(number: int, bodies: int) -> Rows:
    slug = f"agreement-{number}"
    yield (
        "agreements",
        {
            "slug": slug,
            "publication": "published",
            "title": f"Memorandum no. {number} “on Examples”, with a comma",
            "instrument": "memorandum-of-understanding",
            "binding": "not-stated",
            "renewal": "not-stated",
            "in_force_from": f"[{2008 + number % 5}..2015]",
            "summary": "What was agreed, in words that nobody ever used.",
        },
    )
    yield "agreement-citations", citation(slug, number, 1)
    yield "agreement-themes", {"agreement": slug, "theme": f"theme-{number % 12}"}
    for place in range(SIGNATORIES):
        yield from signatory(number, place, f"body-{(number + place * 7) % bodies}")
    for place in (1, 2, 3):
        name = f"commitment-{number}-{place}"
        yield (
            "commitments",
            {
                "slug": name,
                "publication": "published",
                "agreement": slug,
                "locator": f"Article {place}",
                "position": place,
                "text": f"To do the example no. {place} of memorandum {number}.",
                "deadline": "2030",
            },
        )
        yield "commitment-citations", citation(name, number, 2)


def signatory(number: int, place: int, body_slug: str) -> Rows:
    slug = f"signatory-{number}-{place}"
    yield (
        "signatories",
        {
            "slug": slug,
            "agreement": f"agreement-{number}",
            "organization": body_slug,
            "capacity": "signatory",
            "name_as_printed": "Example Body",
            "position": place + 1,
        },
    )
    yield (
        "acts",
        {
            "slug": f"act-{number}-{place}",
            "signatory": slug,
            "kind": "signature",
            "date": day(number),
        },
    )
    yield "act-citations", citation(f"act-{number}-{place}", number, 1, "date")


def reports(number: int) -> Rows:
    slug = f"report-{number}"
    yield (
        "progress-reports",
        {
            "slug": slug,
            "publication": "published",
            "reporter": f"body-{number}",
            "agreement": f"agreement-{number}",
            "basis": "self-report",
            "date": day(number + 365),
            "text": "Progress was made.",
        },
    )
    yield (
        "assessments",
        {
            "slug": f"{slug}-1",
            "report": slug,
            "commitment": f"commitment-{number}-1",
            "stage": "under-way",
        },
    )
    yield (
        "figures",
        {
            "slug": f"{slug}-share",
            "report": slug,
            "label": "Share done",
            "qualifier": "about",
            "value": f"{number % 100}.5" if number % 2 else number % 100,
            "unit": "per cent",
        },
    )


def event(number: int, states: int) -> Rows:
    slug = f"event-{number}"
    yield (
        "events",
        {
            "slug": slug,
            "publication": "published",
            "title": f"Signing of memorandum {number}",
            "kind": "signing",
            "start": day(number),
            "country": f"state-{number % states}",
        },
    )
    yield (
        "outcomes",
        {
            "slug": f"{slug}-signed",
            "event": slug,
            "agreement": f"agreement-{number}",
            "kind": "signed",
        },
    )


def citation(record: str, number: int, part: int, field: str = "") -> dict[str, object]:
    passage = f"passage-{number}-{part}"
    return {"record": record, "field": field, "passage": passage, "stance": "supports"}


def day(number: int) -> str:
    """A day between 1990 and 2029."""
    return f"{1990 + number // 336 % 40}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def main() -> None:
    import django

    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(f"{generate(folder, rows)} rows in {folder}")


if __name__ == "__main__":
    main()
