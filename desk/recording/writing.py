"""Writes what the page says: one change set, drafts only, each fact with the passage behind it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from simple_history.utils import bulk_create_with_history

from agreements.models import Act, Agreement, Commitment, Obligation, Signatory
from agreements.stages import PROMISING
from desk.recording.lines import Line
from desk.recording.names import Question
from desk.recording.page import Page
from organizations.models import Organization, OrganizationName, Person
from organizations.resolving import same
from records.changesets import changing
from records.models import ChangeSet
from records.roles import may_write
from sources.models import Passage, Source


@dataclass
class Recorded:
    """What was written: the source, the agreement if any, and how many rows of each table."""

    source: Source
    agreement: Agreement | None
    change_set: ChangeSet
    numbers: Counter[Any] = field(default_factory=Counter)


def record(page: Page) -> Recorded:
    """Writes everything on a valid page, or nothing; raises PermissionDenied and IntegrityError."""
    reason = page.reason_form.cleaned_data["reason"]
    with changing(ChangeSet.Kind.RECORDING, user=page.user, reason=reason) as change_set:
        return _Writer(page, reason, change_set).write()


class _Writer:
    """One go; what was made for a name or a passage is remembered by it."""

    def __init__(self, page: Page, reason: str, change_set: ChangeSet) -> None:
        self.page, self.reason, self.change_set = page, reason or None, change_set
        self.passages: dict[int, Passage] = {}
        self.made: dict[str, Any] = {}
        self.numbers: Counter[Any] = Counter()
        self.citations: dict[Any, list[Any]] = {}
        self.known: dict[int, set[str]] = {}

    def write(self) -> Recorded:
        source = self._source()
        self._passages(source)
        agreement = self._agreement()
        if agreement:
            self._know_names()
            bodies = self._signatories(agreement)
            self._commitments(agreement, bodies)
        self._cite()
        self.change_set.call(agreement or source)
        return Recorded(source, agreement, self.change_set, self.numbers)

    def _save(self, row: Any) -> Any:
        """Stores a new row, if the user may."""
        name = row._meta.model_name
        allowed = self.page.user.has_perm(f"{row._meta.app_label}.add_{name}")
        if not allowed or not may_write(self.page.user, row):
            raise PermissionDenied
        row._change_reason = self.reason
        row.save()
        self.numbers[type(row)] += 1
        return row

    def _source(self) -> Source:
        page, document = self.page, self.page.document_form.document
        if page.source is None:
            source: Source = page.source_form.instance
            source.sha256 = document.sha256 if document else ""
            return self._save(source)
        source = page.source
        # A pasted text is not the file that verify would look for.
        is_file = document and document.name and not source.sha256
        if document and is_file and may_write(page.user, source):
            source.sha256, source._change_reason = document.sha256, self.reason
            source.save()
        return source

    def _passages(self, source: Source) -> None:
        there = self.page.passages_there
        for number, form in self.page.passages.filled().items():
            passage = there.get(form.cleaned_data["locator"])
            if passage is None:
                passage = form.instance
                passage.source = source
                self._save(passage)
            self.passages[number] = passage

    def _agreement(self) -> Agreement | None:
        form = self.page.agreement_form
        if not form.is_new:
            return form.cleaned_data.get("existing")
        agreement = self._save(form.instance)
        self._cited(agreement, form.cleaned_data["cites"])
        return agreement

    # Names

    def _know_names(self) -> None:
        """The names of all bodies that were chosen, in one query."""
        chosen = (question.chosen for question in self.page.names.questions)
        bodies = {o.record.pk: o.record for o in chosen if o and isinstance(o.record, Organization)}
        self.known = {pk: {same(b.name), same(b.acronym)} for pk, b in bodies.items()}
        names = OrganizationName.objects.filter(organization__in=bodies)
        for pk, text in names.order_by().values_list("organization", "text"):
            self.known[pk].add(same(text))

    def _body(self, text: str, cites: list[int]) -> Organization:
        question = self.page.of(text)
        body = self._meant(question, cites)
        self._as_printed(body, text, cites)
        return body

    def _meant(self, question: Question | None, cites: list[int]) -> Any:
        """The record that a name means; made where it is new, once for all its places."""
        if question is None or question.chosen is None:
            raise ValueError("a name without an answer")
        if question.chosen.record:
            return question.chosen.record
        if question.key not in self.made:
            self.made[question.key] = self._save(self._new(question))
            self._cited(self.made[question.key], cites)
        return self.made[question.key]

    def _new(self, question: Question) -> Any:
        if question.sort == "person":
            return Person(name=question.text)
        kind = self.page.names.kind_of(question)
        return Organization(name=question.name, acronym=question.acronym, kind=kind)

    def _as_printed(self, body: Organization, text: str, cites: list[int]) -> None:
        """Keeps a name that the body was not known by; of a body that one may not change, not."""
        known = self.known.setdefault(body.pk, {same(body.name), same(body.acronym)})
        asked = self.page.of(text)
        name, acronym = (asked.name, asked.acronym) if asked and asked.text == text else (text, "")
        kinds = OrganizationName.Kind
        for printed, kind in ((name, kinds.AS_PRINTED), (acronym, kinds.ACRONYM)):
            if not same(printed) or same(printed) in known or same(text) in known:
                continue
            row = OrganizationName(organization=body, text=printed, kind=kind)
            if may_write(self.page.user, row):
                known.add(same(printed))
                self._cited(self._save(row), cites)

    # Facts

    def _signatories(self, agreement: Agreement) -> list[Organization]:
        """Signatories with their acts; the bodies in the order of the lines."""
        said = self.page.signatories_form.cleaned_data
        last = agreement.signatories.order_by("-position").values_list("position", flat=True)
        start, bodies = (last.first() or 0) if self.page.signed else 0, []
        for place, line in enumerate(self.page.signed, start + 1):
            body = self._body(line.name, said["cites"])
            signatory = Signatory(
                agreement=agreement,
                organization=body,
                capacity=line.capacity,
                name_as_printed=line.name,
                position=place,
            )
            self._cited(self._save(signatory), said["cites"])
            self._act(signatory, line)
            bodies.append(body)
        if not self.page.signed:
            self._acts_of_others(agreement)
        return bodies

    def _acts_of_others(self, agreement: Agreement) -> None:
        """The act of those who stand in the agreement already and lack it."""
        said = self.page.signatories_form.cleaned_data
        if said["act"]:
            rows = agreement.signatories.lacking(said["act"], said["date"])
            for signatory in rows.select_related("agreement", "organization"):
                self._act(signatory, Line(0, "", signatory.capacity))

    def _act(self, signatory: Signatory, line: Line) -> None:
        said = self.page.signatories_form.cleaned_data
        if not said["act"] or line.capacity not in PROMISING:
            return
        cites = said["act_cites"] or said["cites"]
        signer = self.page.names.of("person", line.signer) if line.signer else None
        act = Act(
            signatory=signatory,
            kind=said["act"],
            date=said["date"],
            person=self._meant(signer, cites) if signer else None,
            title_as_printed=line.title,
        )
        self._cited(self._save(act), cites)

    def _commitments(self, agreement: Agreement, bodies: list[Organization]) -> None:
        last = agreement.commitments.order_by("-position").values_list("position", flat=True)
        start = (last.first() or 0) if self.page.promises else 0
        for place, form in enumerate(self.page.promises, start + 1):
            commitment: Commitment = form.instance
            commitment.agreement, commitment.position = agreement, place
            cites = form.cleaned_data["cites"]
            self._cited(self._save(commitment), cites)
            named = [
                bodies[int(name) - 1] if name.isdigit() else self._body(name, cites)
                for name in form.cleaned_data["who"]
            ]
            for body in {body.pk: body for body in named}.values():
                self._save(Obligation(commitment=commitment, organization=body))

    # Evidence

    def _cited(self, row: Any, numbers: Iterable[int]) -> None:
        """Notes that the passages say so."""
        model = type(row)._meta.get_field("citations").related_model
        rows = [model(record=row, passage=self.passages[number]) for number in numbers]
        self.citations.setdefault(model, []).extend(rows)

    def _cite(self) -> None:
        """Stores all citations, a few queries for each table."""
        for model, rows in self.citations.items():
            if not self.page.user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}"):
                raise PermissionDenied
            bulk_create_with_history(
                rows,
                model,
                default_user=self.page.user,
                default_change_reason=self.reason,
            )
            self.numbers["citations"] += len(rows)
