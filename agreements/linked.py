"""Instruments in the vocabulary of schema.org."""

from agreements.models import Agreement
from records.linked import Linked, exact, thing


def linked(agreement: Agreement, base: str, signed: str) -> Linked:
    """An instrument; `signed` is when its signatories signed or adopted it, in EDTF.

    Only what is binding is legislation there; anything else is a work that says what was agreed.
    """
    law = agreement.binding == Agreement.Binding.YES
    dates = {"legislationDate" if law else "dateCreated": exact(signed)}
    return thing(
        "Legislation" if law else "CreativeWork",
        base,
        agreement,
        genre=agreement.get_instrument_display(),
        description=agreement.summary,
        identifier=agreement.reference,
        inLanguage=agreement.languages.split(),
        about=[link.theme.name for link in agreement.theme_links.all()],
        **dates,
    )
