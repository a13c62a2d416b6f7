"""Rules about what records say of one another."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Field, ForeignKey, Q
from django.utils.translation import gettext as _

from agreements.models import Commitment
from curation.lint.findings import Finding, Severity, error, fetched, warning
from curation.stored import stored_rows
from datapackage.tables import key_of, own_references, references, table_name, tables, target
from events.models import Event
from organizations.models import Organization
from records.circles import circle_words, circles
from records.columns import cell, column_names, file_columns, parse
from records.models import FormerSlug, Publication, PublishedRecord, Tracked


def points_to_unpublished() -> Iterator[Finding]:
    """Public rows that refer to a record which is not public."""
    for model in tables():
        for field in references(model):
            public = target(field).published_rule(f"{field.name}__")
            others = _published_without(model, field)
            if public and others:
                pointing = model.objects.filter(others, **{f"{field.name}__isnull": False})
                for row in fetched(pointing.exclude(public), field.name):
                    yield warning(
                        row,
                        _("its %(field)s %(slug)s is not public")
                        % {"field": field.verbose_name, "slug": getattr(row, field.name).slug},
                    )


def _published_without(model: type[Tracked], left_out: ForeignKey) -> Q:
    """The rule for what is public, one of the records that a row stands under aside."""
    rule = Q(publication=Publication.PUBLISHED) if issubclass(model, PublishedRecord) else Q()
    for field in references(model):
        if field.name in model.published_with and field != left_out:
            rule &= target(field).published_rule(f"{field.name}__")
    return rule


def dead_former_slug() -> Iterator[Finding]:
    """Former slugs that lead to no record, or that stand in the way of one."""
    slugs = {
        model._meta.label_lower: set(model.objects.values_list("slug", flat=True))
        for model in tables()
        if "slug" in model.key_fields
    }
    for former in FormerSlug.objects.all():
        living = slugs.get(former.kind)
        if living is None:
            yield error(former, _("there is no table of that kind"))
        elif former.current not in living:
            message = _("it leads to %(slug)s, which does not exist")
            yield error(former, message % {"slug": former.current})
        elif former.former in living:
            yield warning(former, _("the slug belongs to another record now"))


def circle() -> Iterator[Finding]:
    """Records that are part, successor or seat of themselves, round several others."""
    for model in tables():
        for field in own_references(model):
            pointing = model.objects.filter(**{f"{field.name}__isnull": False})
            rows = {row.slug: row for row in fetched(pointing, field.name)}
            for found in circles({slug: getattr(rows[slug], field.name).slug for slug in rows}):
                yield error(
                    rows[min(found)],
                    _("its %(field)s leads back to it: %(circle)s")
                    % {"field": field.verbose_name, "circle": circle_words(found, min(found))},
                )


def country_is_no_state() -> Iterator[Finding]:
    """Bodies and events in a country that is not a state."""
    for model in (Organization, Event):
        odd = model.objects.filter(country__isnull=False).exclude(country__kind="state")
        for record in fetched(odd, "country"):
            message = _("its country %(slug)s is not recorded as a state")
            yield error(record, message % {"slug": record.country.slug})


def part_of_another_agreement() -> Iterator[Finding]:
    """Commitments that detail one of a different agreement."""
    elsewhere = Commitment.objects.filter(part_of__isnull=False).exclude(
        part_of__agreement=F("agreement")
    )
    for commitment in fetched(elsewhere, "part_of"):
        message = _("%(slug)s, of which it is a part, stands in another agreement")
        yield warning(commitment, message % {"slug": commitment.part_of.slug})


def nobody_obligated() -> Iterator[Finding]:
    """Commitments that name nobody, in agreements that nobody signed."""
    unnamed = Commitment.objects.filter(obligations=None, agreement__signatories=None)
    for commitment in fetched(unnamed):
        yield warning(commitment, _("it obliges nobody: name the bodies or the signatories"))


def not_to_be_exported() -> Iterator[Finding]:
    """Values that an ingest of the export would refuse."""
    for model in tables():
        # The same slugs, choices and dates come again and again.
        refusals = [lru_cache(maxsize=5000)(partial(_refused, f)) for f in file_columns(model)]
        names, key = column_names(model), key_of(model)
        for _pk, *values in stored_rows(model):
            for name, refusal, value in zip(names, refusals, values, strict=True):
                if message := refusal(value):
                    named_by = ", ".join(map(cell, values[:key]))
                    yield Finding(table_name(model), named_by, f"{name}: {message}", Severity.ERROR)


def _refused(field: Field, value: Any) -> str:
    try:
        parse(field, cell(value))
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


RULES = (
    points_to_unpublished,
    dead_former_slug,
    circle,
    country_is_no_state,
    part_of_another_agreement,
    nobody_obligated,
    not_to_be_exported,
)
