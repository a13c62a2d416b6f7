"""Words and addresses for pages about bodies.

{{ name.language|language_words }}, {{ body|pair_address:other }}, {{ partner|partner_words }}
"""

from django import template
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from organizations.models import Organization
from organizations.partners import Partner

register = template.Library()


@register.filter
def language_words(tag: str) -> str:
    """A language by its BCP 47 tag, as readers call it; the tag itself where none does."""
    for known in (tag, tag.partition("-")[0]):
        try:
            return get_language_info(known)["name_translated"]
        except KeyError:
            continue
    return tag


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
