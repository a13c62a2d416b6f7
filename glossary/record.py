"""Terms of this record: what is promised, what came of it, when, and who says so."""

from django.utils.translation import gettext_lazy as _

from glossary.term import OURS, Term, edtf

PROMISES = (
    Term(
        "commitment",
        _("commitment"),
        _(
            "One thing that an instrument says will be done, told in our own words with the place "
            "where it stands. It may have a deadline, or come again every so often, never both."
        ),
        OURS,
        see=("obligated", "progress-report"),
    ),
    Term(
        "obligated",
        _("obligated organization"),
        _(
            "A body that a commitment names as the one to act. Where none is named, it falls to "
            "every signatory."
        ),
        OURS,
    ),
    Term(
        "progress-report",
        _("progress report"),
        _("What a body publishes about the carrying out of an agreement or of its commitments."),
        OURS,
        see=("basis", "assessment"),
    ),
    Term(
        "basis",
        _("basis"),
        _(
            "Who speaks in a report: the body about its own doing (self-report), somebody who had "
            "no part in it (independent), or the press."
        ),
        OURS,
    ),
    Term(
        "assessment",
        _("assessment"),
        _(
            "What one report says of one commitment: not started, under way, partly fulfilled, "
            "fulfilled, abandoned or no information. The latest one gives the commitment's current "
            "stage; without any, nobody has reported, which is not the same as no progress."
        ),
        OURS,
        see=("progress-report",),
    ),
    Term(
        "no-information",
        _("no information"),
        _(
            "That a report deals with a commitment or should, and does not tell how far it has "
            "come. Somebody looked and found nothing."
        ),
        OURS,
        see=("assessment",),
    ),
)

STAGES = (
    Term(
        "stage",
        _("stage"),
        _(
            "How far an agreement has come on a day, worked out from acts, dates and events: "
            "announced, signed or adopted, in effect, suspended, ended or not known. It is never "
            "typed in."
        ),
        OURS,
        see=("as-of", "last-evidence"),
    ),
    Term(
        "announced",
        _("announced"),
        _(
            "The stage of an agreement that an event made known and of which no signing is "
            "reported."
        ),
        OURS,
        see=("stage",),
    ),
    Term(
        "signed",
        _("signed or adopted"),
        _(
            "The stage of an agreement that was signed or adopted, while no source reports that it "
            "entered into force or ended."
        ),
        OURS,
        see=("stage", "signature", "adoption"),
    ),
    Term(
        "in-effect",
        _("in effect"),
        _(
            "The stage of an agreement that is in force, or provisionally applied, on the day. It "
            "does not say that anybody still works by it: for that, look at its last evidence."
        ),
        OURS,
        see=("entry-into-force", "last-evidence"),
    ),
    Term(
        "suspended",
        _("suspended"),
        _("The stage of an agreement between a suspension and its resumption."),
        OURS,
        see=("suspension",),
    ),
    Term(
        "ended",
        _("ended"),
        _(
            "The stage of an agreement whose term is over, that was terminated, or that another "
            "one superseded."
        ),
        OURS,
        see=("termination", "supersession"),
    ),
    Term(
        "not-known",
        _("not known"),
        _(
            "The stage of an agreement that sources mention without any act, event or term that "
            "tells where it stands."
        ),
        OURS,
        see=("stage",),
    ),
    Term(
        "last-evidence",
        _("last evidence"),
        _(
            "The latest day of which anything is known of an agreement: that of its newest dated "
            "act or report, or the day on which its newest source can have appeared. Silence since "
            "then is no proof that it ended."
        ),
        OURS,
        see=("in-effect",),
    ),
    Term(
        "as-of",
        _("as of"),
        _(
            "The day for which a question is asked. What is current, such as a stage, a membership "
            "or a name, is shown as it was on that day, by what is known now."
        ),
        OURS,
    ),
)

EVIDENCE = (
    Term(
        "source",
        _("source"),
        _("A document that facts are taken from: a press release, a report, the text itself."),
        OURS,
        see=("passage",),
    ),
    Term(
        "passage",
        _("passage"),
        _(
            "A place in a source that says something. This record keeps where it stands, what it "
            "says in our own words, and its fingerprint, not the text."
        ),
        OURS,
        see=("locator", "fingerprint"),
    ),
    Term(
        "locator",
        _("locator"),
        _("Where in a document something stands: lines, a page, an article."),
        OURS,
    ),
    Term(
        "fingerprint",
        _("fingerprint"),
        _(
            "A number worked out from the words of a passage (SHA-256, with white space folded). "
            "Whoever has the document can check with it that nothing was changed."
        ),
        OURS,
    ),
    Term(
        "citation",
        _("citation"),
        _("The tie between a fact and a passage that speaks of it; on pages, a footnote."),
        OURS,
        see=("stance",),
    ),
    Term(
        "stance",
        _("stance"),
        _(
            "Whether a passage supports a fact or contradicts it. Sources that disagree are shown "
            "side by side, with the value that is used and why."
        ),
        OURS,
    ),
    Term(
        "as-printed",
        _("as printed"),
        _("Letter for letter as in the source, though the body has or had another name."),
        OURS,
    ),
    Term(
        "data-revision",
        _("data revision"),
        _(
            "The number of the state of the data. It grows with every change, so that a citation "
            "with its revision tells exactly what was seen."
        ),
        OURS,
    ),
)

DATES = (
    Term(
        "uncertain",
        _("uncertain"),
        _("Said of a date that a source gives in a way that leaves doubt; written with “?”."),
        edtf(1),
        see=("approximate",),
    ),
    Term(
        "approximate",
        _("approximate"),
        _(
            "Said of a date that is near the one given; written with “~”, and with “%” if also "
            "uncertain."
        ),
        edtf(1),
    ),
    Term(
        "unspecified",
        _("unspecified"),
        _(
            "Said of a part of a date that the source leaves open: 2018-09-XX is a day in that "
            "month."
        ),
        edtf(1),
    ),
    Term(
        "one-of",
        _("between two dates"),
        _("One day that nobody knows more exactly, somewhere in a range: [2008..2015]."),
        edtf(2),
    ),
    Term(
        "interval",
        _("interval"),
        _("The whole time from one date to another: 2014/2016; with “..” it has no end."),
        edtf(1),
    ),
    Term(
        "possibly-within",
        _("possibly within"),
        _(
            "How a filter by date reads uncertain dates: a record is found if any day that its "
            "date can mean lies in the range asked for."
        ),
        OURS,
        see=("certain",),
    ),
    Term(
        "certain",
        _("certain"),
        _(
            "The stricter way to filter by date: a record is found only if every day that its date "
            "can mean lies in the range asked for."
        ),
        OURS,
        see=("possibly-within",),
    ),
    Term(
        "first-contact",
        _("contact"),
        _(
            "A dated act, event or report that two bodies share. The first and the latest one "
            "bound the history that this record knows of, not the one that there was."
        ),
        OURS,
    ),
)
