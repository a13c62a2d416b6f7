"""Where the admin shows a row, and where it takes a change set back."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from records.models import ChangeSet


def change_page(row: Model) -> str:
    """The address of the admin page of a row."""
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def undo_link(change_set: ChangeSet, text: Any = "") -> SafeString:
    """A link to the page that takes a change set back."""
    address = reverse("admin:records_changeset_undo", args=[change_set.pk])
    return format_html('<a href="{}">{}</a>', address, text or _("Take it back"))
