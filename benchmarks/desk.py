"""Measures the admin at a size: the desk, and the list of every table.

    python benchmarks/desk.py 100000

makes so many agreements in the database of DATABASE_URL, which must hold no records, most of them
in good order, so that the desk has to look at all of them; then prints for each page its queries,
seconds (with SQLite, computing is what the process itself does, the database included), bytes and
the longest choice on it. With `measure` for the number, it makes nothing.
"""

import os
import re
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# One in so many is not in order: a draft, late, uncited, unresolved…
ODD = 250


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if sys.argv[1] != "measure":
        make(int(sys.argv[1]))
    measure()


def make(count: int) -> None:
    """So many agreements, each with two signatories and two commitments, straight in the tables."""
    from agreements import models as agreed
    from organizations.models import Organization
    from search.tables import refresh_statistics
    from sources.models import Passage, Source
    from tests.bulk import many

    start = time.perf_counter()
    bodies = many(Organization, max(count // 5, 2), body)
    sources = many(Source, max(count // 5, 2), source)
    passages = many(Passage, 2 * len(sources), lambda n: passage(n, sources))
    instruments = many(agreed.Agreement, count, agreement)
    signed = many(agreed.Signatory, 2 * count, lambda n: signatory(n, instruments, bodies))
    many(agreed.Act, 2 * count, lambda n: {"signatory_id": signed[n], **act(n)})
    promised = many(agreed.Commitment, 2 * count, lambda n: commitment(n, instruments))
    reports = many(agreed.ProgressReport, max(count // 10, 1), lambda n: report(n, bodies))
    judged = [pk for n, pk in enumerate(promised) if n % ODD]
    many(agreed.Assessment, len(judged), lambda n: assessment(n, judged, reports))
    for citation, rows in (
        (agreed.AgreementCitation, instruments),
        (agreed.SignatoryCitation, signed),
        (agreed.CommitmentCitation, promised),
    ):
        cited = [pk for n, pk in enumerate(rows) if n % ODD]
        many(citation, 2 * len(cited), lambda n, c=cited: cite(n, c, passages))
    refresh_statistics()
    print(f"rows: {time.perf_counter() - start:.0f} s", flush=True)


def body(n: int) -> dict[str, Any]:
    return {"name": f"Council {n}", "acronym": f"C{n}", "kind": "organ", **state(n)}


def source(n: int) -> dict[str, Any]:
    archive = f"https://archive.example/{n}" if n % ODD else ""
    return {"title": f"Release {n}", "archive_url": archive, "published": "2020", **state(n)}


def passage(n: int, sources: list[int]) -> dict[str, Any]:
    return {"source_id": sources[n // 2], "locator": f"lines {n % 2 + 1}"}


def agreement(n: int) -> dict[str, Any]:
    until = date.today() + timedelta(n % 4000 - 2000)  # noqa: DTZ011
    kinds = {"instrument": "treaty", "renewal": ("express", "tacit", "none")[n % 3]}
    return {"title": f"Agreement {n} on ferries", "until": f"{until}", **kinds, **state(n)}


def signatory(n: int, agreements: list[int], bodies: list[int]) -> dict[str, Any]:
    place = n * 7 % len(bodies)
    printed = f"COUNCIL {place} (C{place})" if n % ODD else "The Council"
    keys = {"agreement_id": agreements[n // 2], "organization_id": bodies[place]}
    return {**keys, "position": n % 2 + 1, "name_as_printed": printed}


def act(n: int) -> dict[str, Any]:
    return {"kind": "signature", "date": f"{1950 + n % 70}-{n % 12 + 1:02}"}


def commitment(n: int, agreements: list[int]) -> dict[str, Any]:
    deadline = f"{1990 + n % 60}" if n % 2 else ""
    words = {"text": f"Publish the timetable {n}", "locator": f"Article {n % 2 + 1}"}
    return {"agreement_id": agreements[n // 2], "deadline": deadline, **words, **state(n)}


def report(n: int, bodies: list[int]) -> dict[str, Any]:
    return {"reporter_id": bodies[n % len(bodies)], "date": "2021", "text": "Done.", **state(n)}


def assessment(n: int, commitments: list[int], reports: list[int]) -> dict[str, Any]:
    stage = "fulfilled" if n % ODD else "under-way"
    return {"commitment_id": commitments[n], "report_id": reports[n % len(reports)], "stage": stage}


def cite(n: int, records: list[int], passages: list[int]) -> dict[str, Any]:
    return {"record_id": records[n // 2], "passage_id": passages[n * 3 % len(passages)]}


def state(n: int) -> dict[str, str]:
    return {"publication": "published" if n % ODD else "in-review"}


def measure() -> None:
    """A warm process asks for each page as one who may see everything."""
    from django.apps import apps
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from records.models import Tracked

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get_or_create(username="b", is_superuser=True, is_staff=True)[0]
    )
    client.get("/admin/")
    for address in ("/admin/", "/admin/"):
        told(client, address)
    for model in apps.get_models():
        if issubclass(model, Tracked) and model._base_manager.exists():
            opts = model._meta
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            told(client, address)
            told(client, f"{address}?q=ferries+99")
            told(client, f"{address}?o=1&p=900")


def told(client: Any, address: str) -> None:
    """Prints a line about one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    start, computed = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    seconds, computed = time.perf_counter() - start, time.process_time() - computed
    selects = re.findall(rb"<select.*?</select>", response.content, re.DOTALL)
    longest = max((found.count(b"<option") for found in selects), default=0)
    slowest = max((float(query["time"]) for query in captured.captured_queries), default=0)
    print(
        f"{response.status_code} {address}: {len(captured)} queries, {seconds:.2f} s"
        f" (computing {computed:.2f} s, slowest query {slowest:.2f} s)"
        f", {len(response.content)} bytes, {longest} options",
        flush=True,
    )


if __name__ == "__main__":
    main()
