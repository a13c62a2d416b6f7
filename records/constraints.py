"""The rules that many tables share, as named database constraints with their message."""

from django.db.models import CheckConstraint, F, Q, TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def filled(field: str, name: str) -> CheckConstraint:
    """The text field is not empty."""
    return CheckConstraint(
        condition=~Q(**{field: ""}),
        name=name,
        violation_error_message=format_lazy(_("“{field}” must not be empty."), field=field),
    )


def one_of(field: str, choices: type[TextChoices], name: str) -> CheckConstraint:
    """The field holds one of the values that its choices name."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=format_lazy(
            _("“{field}” must be one of: {values}."),
            field=field,
            values=", ".join(filter(None, choices.values)),
        ),
    )


def differ(first: str, second: str, name: str) -> CheckConstraint:
    """The two columns do not hold the same; either may be null."""
    message = _("“{first}” and “{second}” must not be the same.")
    if first == "id":  # which readers never see
        message = _("“{second}” must not be the record itself.")
    return CheckConstraint(
        condition=~Q(**{first: F(second)}) | Q(**{f"{second}__isnull": True}),
        name=name,
        violation_error_message=format_lazy(message, first=first, second=second),
    )


def in_order(since: str, until: str, name: str) -> CheckConstraint:
    """The later date can lie on or after the earlier one; unknown bounds always can."""
    return CheckConstraint(
        condition=Q(**{f"{until}_latest__gte": F(f"{since}_earliest")})
        | Q(**{f"{until}_latest__isnull": True})
        | Q(**{f"{since}_earliest__isnull": True}),
        name=name,
        violation_error_message=format_lazy(
            _("“{until}” must not be before “{since}”."), since=since, until=until
        ),
    )
