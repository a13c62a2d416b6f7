"""Two people with one page of the admin open: what each of them sends, and what comes back."""

import re

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client

from tests.forms import address, form_data


def officer(name: str) -> Client:
    """Somebody who may do everything, signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


class Page:
    """A record's page as one person has it open."""

    def __init__(self, client: Client, row, data: dict[str, str] | None = None) -> None:
        self.client, self.model = client, type(row)
        self.url = address(self.model, "change", row.pk)
        self.data = data or form_data(client.get(self.url), self.model)

    def send(self, **changes):
        """Sends the page with changes; what comes back is the page from then on."""
        sent = self.data | {name.replace("__", "-"): text for name, text in changes.items()}
        response = self.client.post(self.url, {k: v for k, v in sent.items() if v is not None})
        if response.status_code == 200:
            self.data = form_data(response, self.model)
        return response


def both(ana: Client, ben: Client, row) -> tuple[Page, Page]:
    """The same page as two people have it open: it says the same to both, and is read once."""
    hers = Page(ana, row)
    return hers, Page(ben, row, hers.data)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def answers(response, key: str) -> dict[str, str]:
    """The answers that the page offers to a question, by “mine” and “theirs”."""
    found = re.findall(
        rf'name="{key}-choice"\s+value="((mine|theirs)-\d+)"', response.content.decode()
    )
    return {name: value for value, name in found}


def stored(row):
    row.refresh_from_db()
    return row
