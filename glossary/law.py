"""Terms of the law of treaties: who takes part in an agreement, and by which acts."""

from django.utils.translation import gettext_lazy as _

from glossary.term import OURS, USAGE, Term, organizations, states, vienna

PEOPLE = (
    Term(
        "signatory",
        _("signatory"),
        _(
            "A body that stands in an instrument as one of those who made it. To have signed is "
            "not yet to be bound: until it says whether it will be, a signatory must only refrain "
            "from defeating its object and purpose."
        ),
        vienna("18"),
        see=("party", "signature"),
    ),
    Term(
        "party",
        _("party"),
        _(
            "A state or an organization that has consented to be bound by an agreement and for "
            "which the agreement is in force. This record works it out from acts and dates, for "
            "the day that is asked about."
        ),
        vienna("2 (1) (g)"),
        see=("signatory", "consent-to-be-bound", "entry-into-force"),
    ),
    Term(
        "adopting",
        _("adopting state or body"),
        _(
            "One of those who together settled the text of an instrument that nobody signs, such "
            "as the declaration of a meeting."
        ),
        vienna("9"),
        see=("adoption",),
    ),
    Term(
        "witness",
        _("witness"),
        _(
            "Somebody who signs to attest that others have signed. A witness promises nothing and "
            "does not become a party."
        ),
        USAGE,
    ),
    Term(
        "facilitator",
        _("facilitator"),
        _(
            "A body that brought the others together or hosted their talks, without taking part "
            "itself."
        ),
        USAGE,
    ),
    Term(
        "depositary",
        _("depositary"),
        _(
            "The state, organization or officer that keeps the original of an agreement, receives "
            "the acts that concern it and tells the others of them. It has to act impartially."
        ),
        states("76–77"),
    ),
    Term(
        "on-behalf-of",
        _("on behalf of"),
        _(
            "Said where one body signs for another, as a secretariat does for the organization or "
            "a presidency for a group. The act counts for the body that is represented."
        ),
        USAGE,
    ),
    Term(
        "observer",
        _("observer"),
        _(
            "A state or body that may attend, and often speak, but neither votes nor counts as a "
            "member."
        ),
        USAGE,
    ),
    Term(
        "secretariat",
        _("secretariat"),
        _(
            "The office that prepares the meetings of a body, keeps its papers and carries out "
            "what it decides; permanent, or lent by a member or another organization."
        ),
        USAGE,
    ),
    Term(
        "presidency-pro-tempore",
        _("presidency pro tempore"),
        _(
            "The chair of a group of states for a set time, after which it passes to another "
            "member. Groups without a secretariat often speak through it."
        ),
        USAGE,
    ),
    Term(
        "consultative-process",
        _("consultative process"),
        _("A standing forum in which states talk and concert, without a treaty that founds it."),
        USAGE,
    ),
)

ACTS = (
    Term(
        "act",
        _("act"),
        _(
            "A dated step by which a signatory does something about an agreement: signs, ratifies, "
            "withdraws. A body may sign, leave and come back, so that it can have many."
        ),
        OURS,
        see=("signatory",),
    ),
    Term(
        "adoption",
        _("adoption"),
        _(
            "The settling of the form and content of a text. It makes the text final; it does not "
            "yet bind anybody."
        ),
        vienna("9"),
    ),
    Term(
        "signature",
        _("signature"),
        _(
            "The signing of a text by somebody who represents the body. Where ratification or the "
            "like is still to follow, it marks the text as the right one and does not bind."
        ),
        vienna("10, 18"),
        see=("definitive-signature",),
    ),
    Term(
        "definitive-signature",
        _("definitive signature"),
        _("A signature that by itself expresses the consent to be bound, with no step to follow."),
        vienna("12"),
        see=("consent-to-be-bound",),
    ),
    Term(
        "consent-to-be-bound",
        _("consent to be bound"),
        _(
            "The act by which a state or an organization takes an agreement upon itself: a "
            "definitive signature, ratification, formal confirmation, acceptance, approval, "
            "accession, or another way that was agreed."
        ),
        vienna("11"),
        see=("party",),
    ),
    Term(
        "ratification",
        _("ratification"),
        _(
            "The act by which a state that has signed establishes, towards the other states, its "
            "consent to be bound. The approval of a parliament at home is something else."
        ),
        states("2 (1) (b), 14"),
        see=("formal-confirmation",),
    ),
    Term(
        "acceptance",
        _("acceptance"),
        _(
            "A consent to be bound with the same effect as ratification, often by a simpler "
            "procedure."
        ),
        organizations("2 (1) (b ter), 14"),
    ),
    Term(
        "approval",
        _("approval"),
        _("A consent to be bound with the same effect as ratification, under another name."),
        organizations("2 (1) (b ter), 14"),
    ),
    Term(
        "accession",
        _("accession"),
        _(
            "The act by which a state or an organization that has not signed becomes bound by an "
            "agreement that others made, where the agreement or its parties allow it."
        ),
        organizations("2 (1) (b ter), 15"),
    ),
    Term(
        "formal-confirmation",
        _("act of formal confirmation"),
        _(
            "What ratification is for a state, done by an international organization: it "
            "establishes the organization's consent to be bound."
        ),
        organizations("2 (1) (b bis), 14"),
        see=("ratification",),
    ),
    Term(
        "provisional-application",
        _("provisional application"),
        _(
            "That an agreement, or a part of it, is applied before it enters into force, because "
            "it says so or those who negotiated it agreed to."
        ),
        vienna("25"),
    ),
    Term(
        "entry-into-force",
        _("entry into force"),
        _(
            "The moment from which an agreement binds its parties, in the manner and on the day "
            "that it provides. For a party that joins later it is a later day."
        ),
        vienna("24"),
        see=("in-effect",),
    ),
    Term(
        "reservation",
        _("reservation"),
        _(
            "A statement, made when signing or consenting, by which a state or an organization "
            "excludes or changes the effect of some provisions for itself."
        ),
        vienna("2 (1) (d), 19–23"),
    ),
    Term(
        "suspension",
        _("suspension"),
        _(
            "That an agreement rests for a time, for all of its parties or for some: it still "
            "exists, yet need not be performed."
        ),
        vienna("57–58, 72"),
    ),
    Term(
        "resumption",
        _("resumption"),
        _("The end of a suspension: the agreement is to be performed again."),
        vienna("72 (2)"),
    ),
    Term(
        "withdrawal",
        _("withdrawal"),
        _("That one party leaves an agreement, which goes on between the others."),
        vienna("54–56"),
    ),
    Term(
        "denunciation",
        _("denunciation"),
        _(
            "The notice by which a party ends an agreement for itself; between two parties, this "
            "ends the agreement. One that says nothing of it allows it in some cases only, with "
            "twelve months' notice."
        ),
        vienna("56"),
    ),
    Term(
        "termination",
        _("termination"),
        _("The end of an agreement for all of its parties, by its own terms or by their consent."),
        vienna("54, 59, 70"),
    ),
    Term(
        "express-renewal",
        _("express renewal"),
        _("That an agreement is prolonged only if its parties say so before its term ends."),
        USAGE,
        see=("tacit-renewal",),
    ),
    Term(
        "tacit-renewal",
        _("tacit renewal"),
        _(
            "That an agreement goes on for another term by itself unless a party gives notice in "
            "time."
        ),
        USAGE,
        see=("express-renewal",),
    ),
)
