"""The admin under the content security policy, in a real browser: a breach fails the test."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
OURS = [model for model in MODELS if hasattr(model, "history")]


def address(model: type, page: str, *args: object) -> str | None:
    """Where a model's admin page is; None where it has no such page."""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
    except NoReverseMatch:
        return None


# An import and an export look the same for every model.
@pytest.mark.parametrize(
    ("page", "models"),
    [("changelist", MODELS), ("add", MODELS), ("import", OURS[::8]), ("export", OURS[::8])],
)
def test_every_page_of_the_admin_keeps_the_policy(staff_page, page, models):
    opened = [url for model in models if (url := address(model, page))]
    statuses = {url: staff_page.goto(url).status for url in opened}
    # Some models may only be looked at: theirs is a plain refusal.
    assert set(statuses.values()) <= {200, 403}
    assert 200 in statuses.values()


def test_the_history_page_keeps_the_policy(staff_page):
    theme = next(model for model in OURS if model._meta.label == "agreements.Theme")
    record = theme.objects.create(name="Ferries")
    record.name = "Ferries and bridges"
    record.save()
    staff_page.goto(address(theme, "history", record.pk))
    assert staff_page.get_by_text("Ferries → Ferries and bridges").is_visible()


def test_the_page_of_a_closed_door_keeps_the_policy(page):
    User.objects.create_superuser("anna")
    page.goto("/admin/login/")
    for _ in range(5):
        page.get_by_label("Username").fill("anna")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in").click()
    assert page.get_by_role("heading", name="Too many attempts").is_visible()
