"""What is between two bodies as JSON, and the description of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.models import Assessment, Commitment
from agreements.stages import Stage
from organizations.models import Organization
from portal.pair.between import Between, Entry
from portal.pair.contacts import Contacts
from records.serializers import FIRST, LAST, REVISION

DATE = _("As the record has it, in EDTF; empty where it is not known.")


class PairBodySerializer(serializers.Serializer):
    """One of the two, or a group that both belong to."""

    slug = serializers.CharField(help_text=_("Its slug."))
    name = serializers.CharField(help_text=_("Its name."))
    acronym = serializers.CharField(help_text=_("Its acronym, where it has one."))
    url = serializers.URLField(help_text=_("The address of its page."))


class PairCountsSerializer(serializers.Serializer):
    """How much is on record between the two, told here or not."""

    agreements = serializers.IntegerField(help_text=_("Instruments in which both stand."))
    events = serializers.IntegerField(help_text=_("Events in which both took part."))
    commitments = serializers.IntegerField(
        help_text=_("What one or both must do by an instrument in which both stand.")
    )
    reports = serializers.IntegerField(
        help_text=_("What one of the two reported on an instrument in which both stand.")
    )


class PairDatedSerializer(serializers.Serializer):
    """Something with an uncertain date."""

    kind = serializers.ChoiceField(
        ["agreement", "event", "report", "membership"], help_text=_("What sort of thing it is.")
    )
    slug = serializers.CharField(help_text=_("Its slug."))
    title = serializers.CharField(help_text=_("What it is, in one line."))
    url = serializers.URLField(help_text=_("The address of its page."))
    date = serializers.CharField(help_text=DATE)
    date_earliest = serializers.DateField(allow_null=True, help_text=FIRST)
    date_latest = serializers.DateField(allow_null=True, help_text=LAST)


class PairPauseSerializer(serializers.Serializer):
    """The longest stretch in which certainly no contact lies."""

    after = serializers.CharField(help_text=_("Slug of the contact before it."))
    before = serializers.CharField(help_text=_("Slug of the contact after it."))
    least_days = serializers.IntegerField(help_text=_("How long it lasted at least, in days."))
    most_days = serializers.IntegerField(
        allow_null=True,
        help_text=_("How long it can have lasted, in days; null where nothing tells."),
    )


class PairContactsSerializer(serializers.Serializer):
    """When the two had to do with each other: agreements and events that may have come by then."""

    first = PairDatedSerializer(allow_null=True, help_text=_("The first of them."))
    latest = PairDatedSerializer(allow_null=True, help_text=_("The latest of them."))
    longest_pause = PairPauseSerializer(
        allow_null=True, help_text=_("The longest pause; null where none can be told.")
    )
    vague = serializers.IntegerField(help_text=_("How many have no date, and could be anywhere."))


class PairPartSerializer(serializers.Serializer):
    """As what one of the two stands in an instrument or took part in an event."""

    organization = serializers.CharField(help_text=_("The slug of the body."))
    role = serializers.CharField(help_text=_("Its capacity or its role."))
    on_behalf_of = serializers.CharField(
        allow_null=True, help_text=_("The slug of the body for which it stands there.")
    )
    acts = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()),
        help_text=_("What it did about the instrument: kind and date of each act."),
    )


class PairPromiseSerializer(serializers.Serializer):
    """What one or both must do."""

    slug = serializers.CharField(help_text=_("Its slug."))
    text = serializers.CharField(help_text=Commitment._meta.get_field("text").help_text)
    url = serializers.URLField(help_text=_("The address of its page."))
    locator = serializers.CharField(help_text=Commitment._meta.get_field("locator").help_text)
    obligated = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("The slugs of the bodies named; none means every signatory."),
    )
    deadline = serializers.CharField(help_text=Commitment._meta.get_field("deadline").help_text)
    recurrence = serializers.CharField(help_text=Commitment._meta.get_field("recurrence").help_text)
    stage = serializers.ChoiceField(
        Assessment.Stage.choices,
        allow_blank=True,
        help_text=_("Its stage on the day; empty where nobody has assessed it."),
    )
    passages = serializers.ListField(
        child=serializers.CharField(), help_text=_("The slugs of the passages that say so.")
    )


class PairEntrySerializer(PairDatedSerializer):
    """A thing between the two."""

    later = serializers.BooleanField(help_text=_("Whether it certainly comes after the day."))
    stage = serializers.ChoiceField(
        Stage.choices,
        allow_null=True,
        help_text=_("Of an agreement: its stage on the day."),
    )
    parts = PairPartSerializer(many=True, help_text=_("As what each of the two is in it."))
    commitments = PairPromiseSerializer(
        many=True, help_text=_("Of an agreement: what one or both must do by it.")
    )
    passages = serializers.ListField(
        child=serializers.CharField(), help_text=_("The slugs of the passages that say so.")
    )


class PairSharedGroupSerializer(PairBodySerializer):
    """A group that both belong to on the day."""

    capacities = serializers.DictField(
        child=serializers.CharField(), help_text=_("As what each of the two belongs, by its slug.")
    )


class PairPassageSerializer(serializers.Serializer):
    """A place in a source that says something of what is told here."""

    slug = serializers.CharField(help_text=_("Its slug."))
    source = serializers.CharField(help_text=_("The slug of the source."))
    source_title = serializers.CharField(help_text=_("The title of the source."))
    locator = serializers.CharField(help_text=_("Where in the document it stands."))
    gist = serializers.CharField(help_text=_("What it says, in our own words."))


class PairSerializer(serializers.Serializer):
    """Everything on record between two organizations, in time order."""

    organizations = PairBodySerializer(many=True, help_text=_("The two, by slug."))
    as_of = serializers.DateField(help_text=_("The day on which stages and the like are to hold."))
    counts = PairCountsSerializer(help_text=_("How much there is of each kind."))
    contacts = PairContactsSerializer(help_text=_("The first, the latest, and the longest pause."))
    in_effect = serializers.ListField(
        child=serializers.CharField(), help_text=_("The slugs of the agreements in effect.")
    )
    owed = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("The slugs of the commitments still open, the next deadline first."),
    )
    groups = PairSharedGroupSerializer(many=True, help_text=_("The groups that both belong to."))
    entries = PairEntrySerializer(
        many=True,
        help_text=_("What is between the two in time order, what has no date last."),
    )
    complete = serializers.BooleanField(
        help_text=_("Whether the entries are all there is; else they are the newest.")
    )
    passages = PairPassageSerializer(many=True, help_text=_("The passages named above."))
    revision = serializers.IntegerField(help_text=REVISION)


def told(between: Between, base: str, revision: int) -> dict[str, Any]:
    """The answer about a pair; `base` is the address of the site."""
    return {
        "organizations": [body_told(body, base) for body in between.pair],
        "as_of": between.on,
        "counts": between.counts,
        "contacts": contacts_told(between.contacts, base),
        "in_effect": [row.slug for row in between.alive],
        "owed": [row.slug for row in between.owed],
        "groups": [
            body_told(group, base) | {"capacities": {row.member.slug: row.capacity for row in rows}}
            for group, rows in between.groups
        ],
        "entries": [entry_told(entry, base) for entry in between.told],
        "complete": not between.is_cut,
        "passages": passages_told(between),
        "revision": revision,
    }


def body_told(body: Organization, base: str) -> dict[str, Any]:
    address = base + body.get_absolute_url()
    return {"slug": body.slug, "name": body.name, "acronym": body.acronym, "url": address}


def contacts_told(contacts: Contacts[Entry], base: str) -> dict[str, Any]:
    pause = contacts.pause
    return {
        "first": contacts.first and dated_told(contacts.first, base),
        "latest": contacts.latest and dated_told(contacts.latest, base),
        "longest_pause": pause
        and {
            "after": pause.after.row.slug,
            "before": pause.before.row.slug,
            "least_days": pause.least,
            "most_days": pause.most,
        },
        "vague": contacts.vague,
    }


def dated_told(entry: Entry, base: str) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "slug": entry.row.slug,
        "title": str(entry.row),
        "url": base + entry.row.get_absolute_url(),
        "date": entry.date,
        "date_earliest": entry.earliest,
        "date_latest": entry.latest,
    }


def entry_told(entry: Entry, base: str) -> dict[str, Any]:
    return dated_told(entry, base) | {
        "later": entry.is_later,
        "stage": getattr(entry.row, "stage", None),
        "parts": [part_told(part) for part in entry.parts],
        "commitments": [promise_told(row, base) for row in entry.promises],
        "passages": sorted(cited(entry.row, *entry.parts, *entry.acts)),
    }


def part_told(part: Any) -> dict[str, Any]:
    behind = getattr(part, "on_behalf_of", None)
    acts = getattr(part, "told_acts", ())
    return {
        "organization": part.organization.slug,
        "role": getattr(part, "capacity", "") or part.role,
        "on_behalf_of": behind and behind.slug,
        "acts": [{"kind": act.kind, "date": act.date} for act in acts],
    }


def promise_told(row: Commitment, base: str) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "text": row.text,
        "url": base + row.get_absolute_url(),
        "locator": row.locator,
        "obligated": [each.organization.slug for each in row.obligations.all()],
        "deadline": row.deadline,
        "recurrence": row.recurrence,
        "stage": row.stage,
        "passages": sorted(cited(row)),
    }


def cited(*rows: Any) -> set[str]:
    """The slugs of the passages that are cited for rows in hand."""
    return {citation.passage.slug for row in rows for citation in row.citations.all()}


def passages_told(between: Between) -> list[dict[str, Any]]:
    """Each passage that anything rests on, once, by slug."""
    found = {
        citation.passage.slug: citation.passage
        for row in between.rows()
        for citation in row.citations.all()
    }
    return [
        {
            "slug": slug,
            "source": passage.source.slug,
            "source_title": passage.source.title,
            "locator": passage.locator,
            "gist": passage.gist,
        }
        for slug, passage in sorted(found.items())
    ]
