"""The two questions that a load balancer or an orchestrator asks of a running process."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """Is the process up? Asks nothing of the database: a restart would not mend that."""
    return answer(200, "ok")


def readyz(request: HttpRequest) -> JsonResponse:
    """Can it serve? Only with a database that answers and has every migration of this version."""
    try:
        waiting = unapplied_migrations()
    except DatabaseError:
        return answer(503, "the database does not answer")
    if waiting:
        return answer(503, f"migrations not applied: {', '.join(waiting)}")
    return answer(200, "ok")


def unapplied_migrations() -> list[str]:
    """The migrations that this version brings and the database lacks, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def answer(status: int, words: str) -> JsonResponse:
    headers = {"Cache-Control": "no-store"}
    return JsonResponse({"status": words}, status=status, headers=headers)


PROBES = {"/healthz": healthz, "/readyz": readyz}


def probes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answers the probes before anything asks by which name the site was called."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path_info, get_response)(request)

    return middleware
