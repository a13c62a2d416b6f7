"""Measures suggestions of duplicates, and a merge, at a size.

    python benchmarks/duplicates.py 100000

makes so many organizations and agreements in the database of DATABASE_URL, which must hold no
records: one body in a hundred is recorded twice, and fifty agreements share a title. Prints how
long it takes to compare all of them, to look at the pages, to follow one change, and to merge two
bodies of which one stands in a fifth of the agreements, and to take that back.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TWICE = 100
SAME_TITLE = 50


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    timed("rows", lambda: make(int(sys.argv[1])))
    measure()


def make(count: int) -> None:
    """The rows, straight in the tables."""
    from agreements.models import Act, Agreement, Signatory
    from organizations.models import Organization
    from search.tables import refresh_statistics
    from tests.bulk import many

    bodies = many(Organization, count, body)
    instruments = many(Agreement, count, lambda n: agreement(n, count))
    signed = many(Signatory, 2 * count, lambda n: signatory(n, instruments, bodies))
    many(Act, 2 * count, lambda n: {"signatory_id": signed[n], **act(n)})
    refresh_statistics()


def body(n: int) -> dict[str, Any]:
    number = n - 1 if n % TWICE == 1 else n
    name = f"Council of Coast {number}"
    acronym = f"CC{number}"
    return {
        "name": name.upper() if n % 2 else name,
        "acronym": acronym,
        "kind": "organ",
        "publication": "published",
    }


def agreement(n: int, count: int) -> dict[str, Any]:
    title = f"Memorandum on ferries {n % max(count // SAME_TITLE, 1)}"
    return {
        "title": title,
        "instrument": "treaty",
        "renewal": "none",
        "publication": "published",
    }


def signatory(n: int, agreements: list[int], bodies: list[int]) -> dict[str, Any]:
    # The first body stands in every tenth place, so in a fifth of the agreements.
    place = 0 if n % 10 == 0 else n * 7 % len(bodies)
    return {
        "agreement_id": agreements[n // 2],
        "organization_id": bodies[place],
        "position": n % 2 + 1,
        "capacity": "signatory" if n % 2 else "adopting",
    }


def act(n: int) -> dict[str, Any]:
    day = f"{1950 + n // 2 % 70}-{n // 2 % 12 + 1:02}-{n // 2 % 28 + 1:02}"
    days = {"date": day, "date_earliest": day, "date_latest": day}
    return {"kind": "signature", **days}


def measure() -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from desk.duplicates.finding import catch_up, suggestions
    from desk.duplicates.views import PAGE, BoundedPaginator
    from desk.merging.plan import plan
    from desk.merging.writing import merge
    from organizations.models import Organization
    from records.undoing import undo

    users = get_user_model().objects
    user, _made = users.get_or_create(username="bench", is_staff=True, is_superuser=True)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    timed("the first page, with 500 records compared", catch_up)
    timed("all others compared", lambda: until_done(catch_up))
    print(f"{suggestions().count()} pairs", flush=True)
    timed("counted up to a thousand", lambda: BoundedPaginator(suggestions(), PAGE).count)
    for address in ("", "?kind=organizations", "?kind=agreements", "?page=40"):
        timed(
            f"/admin/duplicates/{address}", lambda a=address: client.get("/admin/duplicates/" + a)
        )
    goes, stays = Organization.objects.order_by("pk")[:2]
    # Rows that are moved can be taken back only where it is known what they were.
    for rows in ([goes, stays], goes.signatories.all()):
        type(rows[0]).history.bulk_history_create(list(rows), batch_size=500)
    timed("one change followed", lambda: (stays.save(), catch_up()))
    timed("a merge worked out", lambda: plan(goes, stays))
    address = f"/admin/merge/organizations/{goes.slug}/into/{stays.slug}/"
    timed("its page", lambda: client.get(address))
    made = timed("merged", lambda: merge(goes, stays, choices={}, user=user, reason="one body"))
    timed("taken back", lambda: undo(made, user, "two bodies"))


def until_done(work: Callable[[], bool]) -> None:
    while not work():
        pass


def timed(name: str, work: Callable[[], Any]) -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    start = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        answer = work()
    seconds = time.perf_counter() - start
    print(f"{name}: {seconds:.2f} s, {len(asked)} queries", flush=True)
    return answer


if __name__ == "__main__":
    main()
