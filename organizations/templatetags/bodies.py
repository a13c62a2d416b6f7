"""Words and addresses for pages about bodies.

{{ body|pair_address:other }}, {{ partner|partner_words }}
"""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Organization
from organizations.partners import Partner

register = template.Library()


@register.filter
def pair_address(body: Organization, other: Organization) -> str:
    """The page of what is between two bodies, whose address has them in the order of slugs."""
    first, second = sorted((body.slug, other.slug))
    return reverse("pair", kwargs={"slug": first, "other": second})


@register.filter
def partner_words(partner: Partner) -> str:
    """A partner and how much is shared with it, in one line."""
    agreements = ngettext("%(count)d agreement", "%(count)d agreements", partner.agreements)
    events = ngettext("%(count)d event", "%(count)d events", partner.events)
    return _("%(name)s: %(agreements)s, %(events)s") % {
        "name": partner.body.name,
        "agreements": agreements % {"count": partner.agreements},
        "events": events % {"count": partner.events},
    }
