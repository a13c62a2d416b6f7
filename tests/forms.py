"""Reading and sending the admin's forms in tests, the way a browser would."""

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

FORMATS = {"csv": 0, "xlsx": 1, "json": 2}


def address(model: type[models.Model], page: str, *args: Any) -> str:
    """The address of an admin page: `address(Organization, "change", pk)`."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


class FormReader(HTMLParser):
    """The names and values that a browser would send for the form of that id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.data: dict[str, str] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        if not self.inside:
            return
        name = found.get("name") or ""
        if tag == "input" and name and found.get("type") not in ("submit", "file"):
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.data[name] = found.get("value") or ("on" if "checked" in found else "")
        elif tag == "select":
            self.select = name
            self.data[name] = ""
        elif tag == "option" and self.select and "selected" in found:
            self.data[self.select] = found.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.data[name] = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            self.data[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.data[self.area] = self.data[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


def form_data(response: HttpResponse, model: type[models.Model]) -> dict[str, str]:
    """What the change form of a page would send if nobody touched it."""
    reader = FormReader(f"{model._meta.model_name}_form")
    reader.feed(response.content.decode())
    return {name: text for name, text in reader.data.items() if "__prefix__" not in name}


def errors_of(response: HttpResponse) -> list[Any]:
    """What a form that was sent back complains of; nothing for a redirect."""
    context = getattr(response, "context_data", None) or {}
    return [*context.get("errors", [])]


def export(client: Client, model: type[models.Model], kind: str, query: str = "") -> bytes:
    """The file of the list, filtered by the query string."""
    response = client.post(
        address(model, "export") + query, {"format": FORMATS[kind], "resource": ""}
    )
    assert "attachment" in response.headers.get("Content-Disposition", ""), response.content
    return response.content


def upload(client: Client, model: type[models.Model], data: bytes, kind: str, **more: str) -> Any:
    """The preview page for a file."""
    file = SimpleUploadedFile(f"rows.{kind}", data)
    sent = {"format": FORMATS[kind], "import_file": file, "resource": "", **more}
    return client.post(address(model, "import"), sent)


def confirm(client: Client, model: type[models.Model], preview: Any) -> Any:
    """Confirms what a preview page shows."""
    initial = preview.context_data["confirm_form"].initial
    return client.post(address(model, "process_import"), initial, follow=True)
