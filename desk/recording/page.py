"""All parts of the page together, and the rules that reach from one part to another."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.stages import PROMISING
from desk.recording import lines
from desk.recording.forms import (
    AgreementForm,
    Commitments,
    DocumentForm,
    Passages,
    ReasonForm,
    SignatoriesForm,
    SourceForm,
    whom,
)
from desk.recording.names import Names, Question
from records.roles import may_write
from sources.models import Passage, Source

# More than these are cited by typing their locator again: that finds the passage.
MOST_STORED = 40


class Page:
    """What is recorded from one source: nothing of it is stored before all of it holds."""

    def __init__(
        self,
        user: Any,
        source: Source | None,
        data: Any = None,
        files: Any = None,
        agreement: Agreement | None = None,
    ) -> None:
        self.user, self.source, self.data = user, source, data
        self.problems: list[Any] = []
        stored = self._stored()
        self.source_form = None if source else SourceForm(data, prefix="source")
        self.document_form = DocumentForm(data, files, prefix="document")
        self.passages = Passages(
            data, prefix="passages", initial=stored, document=self.document_form.document
        )
        cites = {"cites": "" if stored else "1"}
        self.agreement_form = AgreementForm(
            data, prefix="agreement", initial={"existing": agreement, **cites}
        )
        self.signatories_form = SignatoriesForm(data, prefix="signatories", initial=cites)
        self.commitments = Commitments(data, prefix="commitments", form_kwargs={"initial": cites})
        self.reason_form = ReasonForm(data)

    def _stored(self) -> list[dict[str, Any]]:
        if self.source is None:
            return []
        rows = self.source.passages.order_by("pk")[:MOST_STORED]
        return [{"stored": row.pk, "locator": row.locator, "gist": row.gist} for row in rows]

    @property
    def forms(self) -> list[Any]:
        """Every form of the page, formsets as one."""
        own = [self.source_form] if self.source_form else []
        return [*own, self.document_form, self.passages, self.agreement_form,
                self.signatories_form, self.commitments, self.reason_form]  # fmt: skip

    @cached_property
    def names(self) -> Names:
        """The names that were typed so far, whatever else is still wrong."""
        sent = self.data or {}
        bodies, persons = lines.names(sent.get("signatories-lines", ""))
        for number in range(len(self.commitments.forms)):
            named = whom(sent.get(f"commitments-{number}-who", "")[:2_000])
            bodies += [name for name in named if not name.isdigit()]
        return Names(bodies, persons, sent)

    @cached_property
    def promises(self) -> list[Any]:
        """The commitments that were filled in."""
        return [form for form in self.commitments.forms if form.cleaned_data.get("text")]

    @cached_property
    def signed(self) -> list[lines.Line]:
        return self.signatories_form.cleaned_data.get("lines") or []

    def is_valid(self) -> bool:
        """Whether all of it can be recorded; each form then says what is wrong with it."""
        # All of them, so that nobody corrects one thing only to hear of the next.
        parts = [form.is_valid() for form in self.forms]
        unclear = self.names.check()
        if unclear:
            self.problems.append(_("Some names are not clear yet: say below whom they mean."))
        if not all(parts):
            return False
        self._check_source()
        self._check_agreement()
        self._check_cites()
        self._check_signatories()
        self._check_promises()
        if not unclear and not self._says_something():
            self.problems.append(_("There is nothing to record yet."))
        return not self.problems and not any(self._has_errors(form) for form in self.forms)

    def _has_errors(self, form: Any) -> bool:
        errors = form.errors
        return any(errors) if isinstance(errors, list) else bool(errors)

    def _says_something(self) -> bool:
        return bool(self.source_form or self.new_passages or self.agreement_form.is_named)

    # The source and its passages

    @cached_property
    def passages_there(self) -> dict[str, Passage]:
        """The passages that the source has already, of those named on the page, by locator."""
        if self.source is None:
            return {}
        forms = self.passages.filled().values()
        ids = [form.cleaned_data["stored"] for form in forms if form.cleaned_data["stored"]]
        locators = [form.cleaned_data["locator"] for form in forms]
        rows = self.source.passages.filter(Q(pk__in=ids) | Q(locator__in=locators))
        return {row.locator: row for row in rows}

    @property
    def new_passages(self) -> dict[int, Any]:
        """The rows of passages that are not recorded yet, by their number."""
        filled = self.passages.filled().items()
        there = self.passages_there
        return {n: form for n, form in filled if form.cleaned_data["locator"] not in there}

    def _check_source(self) -> None:
        document = self.document_form.document
        others = (
            Source.objects.filter(sha256=document.sha256) if document else Source.objects.none()
        )
        twin = others.exclude(pk=self.source.pk if self.source else None).first()
        if twin:
            address = reverse("admin:recording_source", args=[twin.pk])
            said = _("This document is recorded already: record from “%(title)s”.")
            link = format_html('<a href="{}">{}</a>', address, said % {"title": twin})
            self.document_form.add_error("file", link)
        known = self.source.sha256 if self.source else ""
        if document and document.name and known and document.sha256 != known:
            self.document_form.add_error(
                "file", _("This is another file than the one that was recorded for the source.")
            )
        if self.source and self.new_passages and not may_write(self.user, self.source):
            self.problems.append(
                _(
                    "“%(source)s” is more than a draft: only an editor may add passages to it. "
                    "Cite those that it has."
                )
                % {"source": self.source}
            )
        self._check_fingerprints()

    def _check_fingerprints(self) -> None:
        for form in self.passages.filled().values():
            locator = form.cleaned_data["locator"]
            there = self.passages_there.get(locator)
            if form.cleaned_data["stored"] and not there:
                said = _("The passage “%(locator)s” was deleted or renamed meanwhile; start anew.")
                self.problems.append(said % {"locator": locator})
            new = form.instance.fingerprint
            if there and new and there.fingerprint and there.fingerprint != new:
                form.add_error(
                    "text",
                    _("“%(locator)s” is recorded already, with another text; correct one of them.")
                    % {"locator": there.locator},
                )

    # Facts

    def _check_agreement(self) -> None:
        form = self.agreement_form
        existing = form.cleaned_data.get("existing")
        if existing and not may_write(self.user, existing):
            form.add_error(
                "existing",
                _("“%(agreement)s” is more than a draft: only an editor may add to it.")
                % {"agreement": existing},
            )
        told = [form.cleaned_data.get(name) for name in ("summary", "reference", "note")]
        facts = [*self.signed, *self.promises, self.signatories_form.cleaned_data.get("act")]
        if not form.is_named and (any(facts) or any(told)):
            form.add_error("title", _("Say which agreement this is about: its title as printed."))

    def _check_cites(self) -> None:
        said = self.signatories_form.cleaned_data
        if self.agreement_form.is_new:
            self._check_cited(self.agreement_form, "cites", needed=True)
        if self.agreement_form.is_named:
            needed = bool(self.signed or said.get("act"))
            self._check_cited(self.signatories_form, "cites", needed=needed)
            self._check_cited(self.signatories_form, "act_cites", needed=False)
        for form in self.promises:
            self._check_cited(form, "cites", needed=True)

    def _check_cited(self, form: Any, name: str, *, needed: bool) -> None:
        numbers = form.cleaned_data.get(name) or []
        missing = [number for number in numbers if number not in self.passages.filled()]
        if missing and (needed or name == "act_cites"):
            said = _("There is no passage %(number)s above; give its locator there.")
            form.add_error(name, said % {"number": missing[0]})
        elif needed and not numbers:
            form.add_error(name, _("Say which passage says so: its number above, such as 1."))

    def of(self, name: str) -> Question | None:
        """Whom a body's name on the page means."""
        return self.names.of("body", name)

    def _check_signatories(self) -> None:
        taken = self._standing()
        seen: dict[Any, int] = {}
        form = self.signatories_form
        acts = form.cleaned_data.get("act")
        for row in self.signed:
            whose = (self._identity(row.name), row.capacity)
            if whose in taken or seen.setdefault(whose, row.number) != row.number:
                form.add_error("lines", _(
                    "Line %(number)s: “%(name)s” stands there already in this capacity."
                ) % {"number": row.number, "name": row.name})  # fmt: skip
            if acts and row.capacity not in PROMISING and (row.signer or row.title):
                form.add_error("lines", _(
                    "Line %(number)s: a witness, facilitator or depositary performs no act of its "
                    "own; leave out who signed."
                ) % {"number": row.number})  # fmt: skip

    def _standing(self) -> set[Any]:
        existing = self.agreement_form.cleaned_data.get("existing")
        if not existing or not self.signed:
            return set()
        rows = existing.signatories.filter(on_behalf_of=None)
        return {(pk, capacity) for pk, capacity in rows.values_list("organization", "capacity")}

    def _identity(self, name: str) -> Any:
        """What tells bodies on the page apart: an id, or the question of a new one."""
        question = self.of(name)
        chosen = question.chosen if question else None
        return chosen.record.pk if chosen and chosen.record else (question and question.key)

    def _check_promises(self) -> None:
        for form in self.commitments.forms:
            if form.has_changed() and form.cleaned_data.get("who"):
                for name in form.cleaned_data["who"]:
                    if name.isdigit() and not 1 <= int(name) <= len(self.signed):
                        said = _("There is no signatory %(number)s above.") % {"number": name}
                        form.add_error("who", said)

    # Answers

    @property
    def suggestions(self) -> Iterable[str]:
        """Names on the page, offered where somebody must act."""
        return dict.fromkeys(lines.names((self.data or {}).get("signatories-lines", ""))[0])
