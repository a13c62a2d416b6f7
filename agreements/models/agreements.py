"""Instruments, what they are about, and how they hang together."""

from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements import stages
from dates import periods
from dates.fields import EarliestDay, EDTFField, LatestDay, PeriodField
from dates.queries import within
from organizations.models import Organization
from records.constraints import differ, filled, in_order, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Record, Tracked, TrackedQuerySet
from search.declaration import Searched


class ThemeQuerySet(TrackedQuerySet):
    def called(self, text: str) -> Self:
        """Themes that have the text as slug or name, case aside."""
        return self.filter(Q(slug=text) | Q(name__iexact=text))


class Theme(Record):
    """A subject that agreements and commitments are about."""

    name = LineField(_("name"), max_length=100, help_text=_("As readers would look for it."))
    description = ProseField(_("description"), help_text=_("What belongs under it."))

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name", "pk"]
        constraints = [
            filled("name", "theme_has_name"),
            models.UniqueConstraint(
                fields=["name"],
                name="theme_name_unique",
                violation_error_message=_("There is already a theme of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementQuerySet(TrackedQuerySet):
    def with_stage(self, on: date) -> Self:
        """Adds `stage`, one of `stages.Stage`, as of the day."""
        return self.annotate(stage=stages.stage(self.model, on))

    def with_signed(self) -> Self:
        """Adds `signed` (EDTF), `signed_earliest` and `signed_latest` from the acts."""
        return self.annotate(**stages.signed())

    def with_last_evidence(self) -> Self:
        """Adds `last_evidence`: the latest day of which anything is known of it, or null."""
        return self.annotate(last_evidence=stages.last_evidence(self.model))

    def called(self, text: str) -> Self:
        """Instruments that have the text as slug or title, case aside."""
        return self.filter(Q(slug=text) | Q(title__iexact=text))

    def lasting(self, on: date) -> Self:
        """Instruments that have not ended by the day; adds their `stage`."""
        return self.with_stage(on).exclude(stage=stages.Stage.ENDED)

    def ending(self, on: date, days: int) -> Self:
        """Instruments whose term possibly ends on the day or within so many days after it."""
        return self.lasting(on).filter(within("until", on, days))

    def notice_due(self, on: date, days: int) -> Self:
        """Instruments whose last day for notice possibly comes on the day or so soon after it.

        Without a term and a period of notice there is no such day.
        """
        return self.lasting(on).filter(within("notice", on, days))

    def being_left(self, on: date, days: int) -> Self:
        """Instruments that a notice already given ends, or ends for a body, within so many days.

        That is a withdrawal, denunciation or termination whose effective day possibly comes then.
        """
        acts = apps.get_model("agreements", "Act").objects.filter(kind__in=stages.LEAVING)
        coming = acts.filter(within("effective", on, days))
        return self.filter(pk__in=coming.values("signatory__agreement"))


class AgreementInstrument(models.TextChoices):
    TREATY = "treaty", _("treaty")
    COOPERATION = "cooperation-agreement", _("cooperation agreement")
    MEMORANDUM = "memorandum-of-understanding", _("memorandum of understanding")
    LETTER = "letter-of-understanding", _("letter of understanding")
    DECLARATION = "declaration", _("declaration")
    JOINT_STATEMENT = "joint-statement", _("joint statement")
    PLAN = "plan-of-action", _("plan of action")
    COMPACT = "compact", _("compact")
    MANDATES = "mandates", _("body of mandates")
    STRATEGY = "strategy", _("strategy")
    UNDERSTANDING = "understanding", _("understanding")
    OTHER = "other", _("other")


class AgreementBinding(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_STATED = "not-stated", _("not stated")


class AgreementRenewal(models.TextChoices):
    NONE = "none", _("none")
    EXPRESS = "express", _("express")
    TACIT = "tacit", _("tacit")
    NOT_STATED = "not-stated", _("not stated")


class Agreement(PublishedRecord):
    """An instrument in which bodies say together what they will do, binding or not."""

    Instrument = AgreementInstrument
    Binding = AgreementBinding
    Renewal = AgreementRenewal

    searched = Searched(
        kind="agreements",
        title="title",
        names=("reference",),
        text=(
            "summary",
            "signatories__organization__name",
            "signatories__organization__acronym",
            "signatories__name_as_printed",
            "signatories__acts__person__name",
        ),
        date="signatories__acts__date",
        dated_by={"signatories__acts__kind": stages.SIGNING},
    )

    title = LineField(
        _("title"),
        help_text=_("As printed; where none is printed, what it is, and say so in the note."),
    )
    instrument = LineField(
        _("instrument"),
        max_length=40,
        choices=Instrument,
        default=Instrument.OTHER,
        help_text=_("What the instrument calls itself; this says nothing of whether it binds."),
    )
    binding = LineField(
        _("binding"),
        max_length=20,
        choices=Binding,
        default=Binding.NOT_STATED,
        help_text=_("Whether it is binding under international law, only where a source says."),
    )
    reference = LineField(
        _("reference"), blank=True, help_text=_("Its number in a treaty series or a register.")
    )
    summary = ProseField(_("summary"), help_text=_("What was agreed, in our own words."))
    languages = LineField(
        _("languages"),
        max_length=100,
        blank=True,
        help_text=_("BCP 47 tags of its authentic texts, with spaces between them."),
    )
    themes = models.ManyToManyField(
        Theme, through="AgreementTheme", related_name="agreements", verbose_name=_("themes")
    )
    in_force_from = EDTFField(_("in force from"))
    in_force_from_earliest = EarliestDay(_("in force from, earliest"), of="in_force_from")
    in_force_from_latest = LatestDay(_("in force from, latest"), of="in_force_from")
    in_force_rule = LineField(
        _("rule of entry into force"),
        blank=True,
        help_text=_("What has to happen for it to enter into force, in words."),
    )
    until = EDTFField(_("in force until"), may_be_open=True)
    until_earliest = EarliestDay(_("in force until, earliest"), of="until")
    until_latest = LatestDay(_("in force until, latest"), of="until")
    renewal = LineField(
        _("renewal"),
        max_length=20,
        choices=Renewal,
        default=Renewal.NOT_STATED,
        help_text=_("How it is prolonged when its term ends."),
    )
    notice = PeriodField(
        _("period of notice"),
        help_text=_(
            "How long before the end of the term notice must be given, for it not to go on: P6M is "
            "six months; also P90D, P2W, P1Y6M. Empty means not stated."
        ),
    )
    notice_earliest = EarliestDay(
        _("last day for notice, earliest"),
        of="until",
        less="notice",
        help_text=_("First day that can be the last for notice; empty where none is known."),
    )
    notice_latest = LatestDay(
        _("last day for notice, latest"),
        of="until",
        less="notice",
        help_text=_("Last day that can be the last for notice; empty where none is known."),
    )
    ending_ground = LineField(
        _("ground of ending"),
        blank=True,
        help_text=_("Why it ended: expiry, termination by consent… Empty while it has not."),
    )
    depositary = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deposits",
        verbose_name=_("depositary"),
        help_text=_("The body that keeps the original and receives the acts."),
    )
    note = ProseField(_("note"), help_text=_("What is uncertain, and how it was decided."))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["title"], name="agreement_by_title")]
        constraints = [
            one_of("publication", Publication, "agreement_publication"),
            filled("title", "agreement_has_title"),
            one_of("instrument", AgreementInstrument, "agreement_instrument"),
            one_of("binding", AgreementBinding, "agreement_binding"),
            one_of("renewal", AgreementRenewal, "agreement_renewal"),
            in_order("in_force_from", "until", "agreement_until_after_in_force"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreement-detail", kwargs={"slug": self.slug})

    @property
    def last_day_for_notice(self) -> str:
        """The end of the term less the period of notice, as EDTF; empty where not known."""
        return periods.earlier(self.until, self.notice)


class AgreementTheme(Tracked):
    """That an agreement is about a theme."""

    key_fields = ("agreement", "theme")
    published_with = ("agreement",)

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="theme_links",
        verbose_name=_("agreement"),
        help_text=_("The instrument."),
    )
    theme = models.ForeignKey(
        Theme,
        models.CASCADE,
        related_name="agreement_links",
        verbose_name=_("theme"),
        help_text=_("What it is about."),
    )

    class Meta:
        verbose_name = _("theme of an agreement")
        verbose_name_plural = _("themes of agreements")
        ordering = ["agreement__title", "theme__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "theme"],
                name="agreementtheme_unique",
                violation_error_message=_("The agreement already has this theme."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.theme}"


class AgreementLinkKind(models.TextChoices):
    AMENDS = "amends", _("amends")
    SUPPLEMENTS = "supplements", _("supplements")
    SUPERSEDES = "supersedes", _("supersedes")
    RENEWS = "renews", _("renews")
    IMPLEMENTS = "implements", _("implements")
    UNDER = "under", _("under the framework of")
    MANDATED = "mandated-by", _("mandated by")


class AgreementLink(Record):
    """How one instrument stands to another, read from the first to the second."""

    Kind = AgreementLinkKind

    # The same relation said from the other end.
    INVERSE = {
        Kind.AMENDS: _("amended by"),
        Kind.SUPPLEMENTS: _("supplemented by"),
        Kind.SUPERSEDES: _("superseded by"),
        Kind.RENEWS: _("renewed by"),
        Kind.IMPLEMENTS: _("implemented by"),
        Kind.UNDER: _("framework for"),
        Kind.MANDATED: _("mandates"),
    }

    published_with = ("from_agreement", "to_agreement")

    from_agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="links_from",
        verbose_name=_("from"),
        help_text=_("The instrument that amends, supersedes, implements…"),
    )
    kind = LineField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_("What the first instrument does to the second."),
    )
    to_agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="links_to",
        verbose_name=_("to"),
        help_text=_("The instrument that is amended, superseded, implemented…"),
    )

    class Meta:
        verbose_name = _("link between agreements")
        verbose_name_plural = _("links between agreements")
        ordering = ["from_agreement__title", "kind", "pk"]
        constraints = [
            one_of("kind", AgreementLinkKind, "agreementlink_kind"),
            differ("from_agreement", "to_agreement", "agreementlink_not_to_itself"),
            models.UniqueConstraint(
                fields=["from_agreement", "kind", "to_agreement"],
                name="agreementlink_unique",
                violation_error_message=_("This link is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_agreement} {self.get_kind_display()} {self.to_agreement}"

    def get_absolute_url(self) -> str:
        return f"{self.from_agreement.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.from_agreement.slug} {self.kind} {self.to_agreement.slug}"

    @property
    def inverse(self) -> str:
        """The relation's name read from the second instrument to the first."""
        return str(self.INVERSE[self.Kind(self.kind)])
