"""The ten tasks that staff do most, in steps. Names of buttons are as on the pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Task:
    """A task: what for, step by step; `name` is its anchor and the name of its picture."""

    name: str
    title: Any
    purpose: Any
    steps: tuple[Any, ...]


TASKS = (
    Task(
        "record",
        _("Record a memorandum from a press release"),
        _("Everything on one page, from the document to the commitments. It is saved as drafts."),
        (
            _("On the desk, choose “Record from a source”; or open a source and choose it there."),
            _("Say what the document is. Upload it or paste its text: only its sum is kept."),
            _("Mark the passages: where each stands, and in your own words what it says."),
            _("Name the agreement and paste the signatories, one in a line, as they are printed."),
            _(
                "Look at what was made of each name: choose where several bodies bear it, and say "
                "what sort of body a new one is."
            ),
            _(
                "Add the act that all of them did and its date, as you would write it; the way it "
                "is understood stands beside it."
            ),
            _("Add the commitments, one by one, each with the passage that says so."),
            _("Choose “Record as drafts”."),
        ),
    ),
    Task(
        "review",
        _("Send a draft to review"),
        _("Whoever recorded something does not publish it: someone else reads it first."),
        (
            _("Open the draft and choose “Preview”: that is how the public will see it."),
            _("Choose “Send to review”. What hangs on the record goes along where it is marked."),
            _("As long as nobody has decided, “Take back to draft” makes it yours again."),
        ),
    ),
    Task(
        "publish",
        _("Review and publish"),
        _("For editors. The desk says how many drafts wait."),
        (
            _("On the desk, open what is to be reviewed, and the record."),
            _("Compare it with its source: each fact has its passages below it."),
            _("Choose “Publish”, look through what goes along, and say what you checked."),
            _("Or choose “Return to its author”, and say what is missing."),
            _("Later on, “Mark as reviewed” tells the public that somebody looked again."),
        ),
    ),
    Task(
        "correct",
        _("Correct what is published"),
        _("Every change is public at once, and kept with who, when and why."),
        (
            _("Find the record, change it, and give the reason at the end of the form."),
            _(
                "Where two sources disagree, cite both, one as contradicting, and say in its note "
                "why the record says what it says."
            ),
            _(
                "If somebody saved the record meanwhile, what both of you changed is kept; where "
                "you changed the same, the page shows both and asks."
            ),
        ),
    ),
    Task(
        "history",
        _("See who changed what, and restore it"),
        _("The history of a record holds what hangs on it too."),
        (
            _("Open the record and choose “History”."),
            _("Mark two versions and choose “Compare” to see them side by side."),
            _("Restore an earlier version from its page, and say why."),
        ),
    ),
    Task(
        "undo",
        _("Take something back"),
        _("A save, an import, a merge, a deletion: what was written in one go is taken back so."),
        (
            _("On the desk, open “Change sets” and find it by person, day or kind."),
            _("Choose “View or undo”: the page lists all that would be as before."),
            _("Where others have built on it since, the page says where; take that back first."),
            _("Say why, and choose “Take back”."),
        ),
    ),
    Task(
        "merge",
        _("Merge duplicates"),
        _("For editors. Two records of one body become one, and nothing is lost."),
        (
            _("On the desk, open the possible duplicates."),
            _(
                "If they are two, choose “Not a duplicate” and say why: they are not suggested "
                "again."
            ),
            _("Otherwise choose “Compare and merge”, and for each field the value that stays."),
            _("Look through what moves and what is merged, say why, and merge."),
            _("The old address leads to the one that stays; its names and evidence move along."),
        ),
    ),
    Task(
        "import",
        _("Bring in a spreadsheet"),
        _("Any CSV or XLSX file, with the columns that it has."),
        (
            _("Open the list of the table and choose “Import”."),
            _("Say which column is which; that is remembered for the next file of this kind."),
            _("Look at the preview: what is new, what changes in which cell, what is refused."),
            _("Download the refused rows with the reasons, correct them, and bring them again."),
            _("Confirm: all rows are written, or none. New records are drafts."),
        ),
    ),
    Task(
        "bulk",
        _("Change many at once"),
        _("Themes, choices and publication of all that you mark in a list."),
        (
            _("Filter the list and mark the rows."),
            _("Choose what to do with them in the list of actions."),
            _("Look at what would change, say why, and confirm; it is taken back as one."),
            _("Commitments can be split and moved; signatories and commitments numbered anew."),
        ),
    ),
    Task(
        "export",
        _("Export a list"),
        _("Exactly the rows that you filtered, with the columns of the data package."),
        (
            _("Filter and sort the list, and choose “Export”."),
            _("Choose CSV, XLSX or JSON."),
            _("The file can be edited and brought back: what is unchanged stays as it is."),
        ),
    ),
)
