"""The guide for staff: at the desk, and as a page of the repository."""

from pathlib import Path

import pytest
from django.conf import settings

from desk.guide.page import page
from desk.guide.tasks import TASKS

pytestmark = pytest.mark.once


def test_the_page_in_the_repository_is_current():
    assert Path(settings.BASE_DIR, "docs", "staff.md").read_text() == page()


def test_each_task_has_a_picture():
    folder = Path(settings.BASE_DIR, "docs", "screenshots", "staff")
    assert {path.stem for path in folder.glob("*.jpg")} == {task.name for task in TASKS}


def test_the_desk_leads_to_it(admin_client):
    assert "/admin/guide/" in admin_client.get("/admin/").content.decode()
    guide = admin_client.get("/admin/guide/").content.decode()
    assert all(str(task.title) in guide for task in TASKS)


def test_it_is_for_staff(client, db):
    answer = client.get("/admin/guide/")
    assert answer.headers["Location"] == "/admin/login/?next=/admin/guide/"
