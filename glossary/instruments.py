"""Terms for instruments: what they call themselves says nothing of whether they bind."""

from django.utils.translation import gettext_lazy as _

from glossary.term import USAGE, Term, vienna

INSTRUMENTS = (
    Term(
        "treaty",
        _("treaty"),
        _(
            "A written agreement that is governed by international law, whatever its title. "
            "Whether an instrument is one does not follow from its name; it depends on whether "
            "those who made it meant to be bound."
        ),
        vienna("2 (1) (a)"),
        see=("binding", "memorandum-of-understanding"),
    ),
    Term(
        "binding",
        _("binding"),
        _(
            "Said of an agreement that its parties must keep under international law, in good "
            "faith. This record says yes or no only where a source does."
        ),
        vienna("26"),
        see=("treaty", "party"),
    ),
    Term(
        "cooperation-agreement",
        _("cooperation agreement"),
        _(
            "An instrument in which bodies lay down the fields and the ways in which they will "
            "work together, often as a frame for later ones. The name does not tell whether it "
            "binds."
        ),
        USAGE,
    ),
    Term(
        "memorandum-of-understanding",
        _("memorandum of understanding"),
        _(
            "An instrument of a less formal kind, often made between organizations or under a "
            "wider agreement. Many are not meant to bind, yet some do: the title alone decides "
            "nothing."
        ),
        vienna("2 (1) (a)"),
        see=("binding", "letter-of-understanding"),
    ),
    Term(
        "letter-of-understanding",
        _("letter of understanding"),
        _(
            "A memorandum of understanding in the form of a letter, signed or answered by the "
            "other."
        ),
        USAGE,
        see=("memorandum-of-understanding",),
    ),
    Term(
        "declaration",
        _("declaration"),
        _(
            "A text in which states or bodies announce what they hold or intend, as a rule at the "
            "end of a meeting. It is usually political; it may bind where its makers meant it to."
        ),
        USAGE,
        see=("adoption", "joint-statement"),
    ),
    Term(
        "joint-statement",
        _("joint statement"),
        _("A text in which two or more bodies say the same thing together, signed or not."),
        USAGE,
    ),
    Term(
        "compact",
        _("compact"),
        _(
            "A name for a framework of shared aims and undertakings, used for instruments that "
            "bind and for others that say outright that they do not."
        ),
        USAGE,
    ),
    Term(
        "plan-of-action",
        _("plan of action"),
        _(
            "A list of what is to be done, by whom and by when, adopted beside a declaration or "
            "alone."
        ),
        USAGE,
        see=("mandate", "commitment"),
    ),
    Term(
        "mandate",
        _("mandate"),
        _(
            "A task that those entitled to do so give to a body, or to themselves. An agreement "
            "may carry out a mandate, and a body of mandates may be reported on like an agreement."
        ),
        USAGE,
        see=("commitment",),
    ),
    Term(
        "amendment",
        _("amendment"),
        _("A change of an agreement, made by its parties and in the manner that it lays down."),
        vienna("39–40"),
    ),
    Term(
        "supersession",
        _("supersession"),
        _(
            "That a later agreement takes the place of an earlier one between the same parties, "
            "because it says so or because both cannot be kept."
        ),
        vienna("30, 59"),
        see=("termination",),
    ),
)
