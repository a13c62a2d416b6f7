"""One commitment made several: its text divided, and what belongs to it kept with each part."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.models import Commitment
from records.admin.addresses import undo_link
from records.admin.reasons import ReasonField
from records.changesets import changing
from records.models import ChangeSet

# What each part takes over from the whole.
OWN = ("agreement", "locator", "position", "deadline", "recurrence")
KEPT = ("obligations", "theme_links", "citations")


class SplitForm(forms.Form):
    """Where the text is divided, and what becomes of the whole."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=gettext_lazy("An empty line stands between two parts."),
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("The commitment as it is now"),
        widget=forms.RadioSelect,
        choices=[
            ("stays", gettext_lazy("stays as it is, and the parts stand under it")),
            ("first", gettext_lazy("becomes the first part, and the others follow it")),
        ],
        initial="stays",
    )
    reason = ReasonField()

    def __init__(self, commitment: Commitment, *args: Any, **kwargs: Any) -> None:
        self.commitment = commitment
        super().__init__(*args, initial={"text": commitment.text}, **kwargs)

    def clean_text(self) -> list[str]:
        """The texts of the parts."""
        lines = self.cleaned_data["text"].replace("\r\n", "\n").split("\n")
        blocks = "\n".join(line.strip() for line in lines).split("\n\n")
        parts = [block.strip() for block in blocks if block.strip()]
        if len(parts) < 2:
            raise forms.ValidationError(
                _("One part only was found: put an empty line between the parts.")
            )
        for part in parts:
            Commitment._meta.get_field("text").clean(part, None)
        return parts

    def clean_whole(self) -> str:
        whole = self.cleaned_data["whole"]
        if whole == "first" and self.commitment.assessments.exists():
            raise forms.ValidationError(
                _("It has been assessed as a whole, which holds for no part of it: let it stay.")
            )
        return whole


def split(commitment: Commitment, parts: list[str], *, stays: bool, reason: str) -> list[Any]:
    """Divides it, within a change set of the caller's; returns the new commitments, all drafts.

    They stand at the place of the whole, in their order. Bodies, themes and evidence are copied
    to each; what was assessed stays with the whole.
    """
    new = []
    own = {name: getattr(commitment, name) for name in OWN}
    whole = commitment if stays else commitment.part_of
    for text in parts if stays else parts[1:]:
        part = Commitment(**own, text=text, part_of=whole)
        part._change_reason = reason
        part.save()
        _take_over(commitment, part, reason)
        new.append(part)
    if not stays:
        commitment.text = parts[0]
        commitment._change_reason = reason
        commitment.save()
    return new


def _take_over(commitment: Commitment, part: Commitment, reason: str) -> None:
    for relation in KEPT:
        key = commitment._meta.get_field(relation).field
        for row in getattr(commitment, relation).order_by("pk"):
            row.pk = None
            row._state.adding = True
            setattr(row, key.name, part)
            row._change_reason = reason
            row.save()


class SplittingMixin:
    """For the page of a commitment: the page that divides it."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.split_view)
        own = path("<path:object_id>/split/", view, name="agreements_commitment_split")
        return [own, *super().get_urls()]

    def tools(self, request: HttpRequest, record: Commitment) -> list[tuple[Any, str]]:
        if not (self.has_add_permission(request) and self.has_change_permission(request, record)):
            return super().tools(request, record)
        address = reverse(f"{self.admin_site.name}:agreements_commitment_split", args=[record.pk])
        return [(_("Split into parts"), address), *super().tools(request, record)]

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks where to divide, shows the parts, and writes them once they are agreed to."""
        commitment = self.get_object(request, unquote(object_id))
        if commitment is None:
            raise Http404(_("There is no such commitment any more."))
        if not (
            self.has_add_permission(request) and self.has_change_permission(request, commitment)
        ):
            raise PermissionDenied
        form = SplitForm(commitment, request.POST if request.method == "POST" else None)
        parts = form.cleaned_data["text"] if form.is_bound and form.is_valid() else []
        if parts and request.POST.get("step") == "write":
            return self._split(request, commitment, form)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Split into parts"),
            "opts": self.opts,
            "record": commitment,
            "form": form,
            "parts": parts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/agreements/split.html", context)

    def _split(self, request: HttpRequest, commitment: Commitment, form: SplitForm) -> HttpResponse:
        said = form.cleaned_data
        title = _("Split into parts: %(text)s") % {"text": Truncator(commitment.text).chars(80)}
        named = {"user": request.user, "reason": said["reason"], "title": title}
        with changing(ChangeSet.Kind.BULK, **named) as done:
            # As it is by now: another may have saved it since the page was asked for.
            commitment.refresh_from_db()
            stays = said["whole"] == "stays"
            new = split(commitment, said["text"], stays=stays, reason=said["reason"])
        text = ngettext(
            "%(number)s new commitment, a draft.",
            "%(number)s new commitments, all drafts.",
            len(new),
        )
        messages.success(
            request, format_html("{} {}", text % {"number": len(new)}, undo_link(done))
        )
        name = f"{self.admin_site.name}:agreements_commitment_changelist"
        return HttpResponseRedirect(f"{reverse(name)}?agreement={commitment.agreement.slug}")
