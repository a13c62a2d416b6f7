"""The probes: what they say, and to whom."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.urls import reverse

from portal.health import PROBES


def test_healthz_asks_nothing_of_the_database(client):
    # No database fixture: a query would fail this test.
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.fixture
def migrated(settings, transactional_db):
    """Notes every migration as applied: the tests make their tables without them."""
    settings.MIGRATION_MODULES = {}
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    recorder.Migration.objects.bulk_create(
        recorder.Migration(app=app, name=name)
        for app, name in MigrationExecutor(connection).loader.graph.nodes
    )
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(recorder.Migration)


def test_readyz_is_ready_with_every_migration_applied(client, migrated):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_readyz_names_the_migrations_that_are_missing(client, migrated):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "migrations not applied: sessions.0001_initial"}


def test_readyz_says_that_the_database_does_not_answer(client, monkeypatch):
    def refuse() -> None:
        raise DatabaseError

    monkeypatch.setattr("portal.health.unapplied_migrations", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "the database does not answer"}


@pytest.mark.parametrize("path", PROBES)
@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_probe_may_call_the_process_by_any_name_and_without_tls(client, migrated, path):
    response = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_the_probes_stand_in_the_site_map():
    assert [reverse("healthz"), reverse("readyz")] == list(PROBES)
