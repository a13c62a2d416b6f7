"""The document that is read from: its sum and its lines are used, its text is not kept."""

from dataclasses import dataclass
from hashlib import sha256

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sources.fingerprints import fingerprint, fold, lines_of, passage_text

MOST_BYTES = 50 * 1024 * 1024
# What a page can carry back and forth.
LONGEST_TEXT = 1_000_000
SALT = "desk.recording.document"


class UnreadableDocumentError(ValueError):
    """The document cannot be taken, in words for whoever sent it."""


@dataclass(frozen=True)
class Document:
    """A document as far as the page carries it: its SHA-256, its name, and its text if any."""

    sha256: str
    name: str = ""
    text: str = ""

    def kept(self) -> str:
        """Sum and name, signed: a browser does not send a file again that it sent before."""
        return signing.dumps({"sha256": self.sha256, "name": self.name}, salt=SALT)


def uploaded(file: UploadedFile) -> Document:
    """Of an uploaded file; its text only where it is UTF-8. Raises UnreadableDocumentError."""
    name = str(file.name or "")[:200]
    if (file.size or 0) > MOST_BYTES:
        raise UnreadableDocumentError(
            _("“%(name)s” is larger than %(most)s MB; give its SHA-256 on the page of the source")
            % {"name": name, "most": MOST_BYTES // 1024 // 1024}
        )
    content = file.read()
    try:
        text = content.decode() if b"\0" not in content else ""
    except UnicodeDecodeError:
        text = ""
    found = sha256(content).hexdigest()
    return Document(found, name, text if len(text) <= LONGEST_TEXT else "")


def carried(kept: str, text: str) -> Document | None:
    """Of what the page carries: a file that was sent before, a pasted text, or nothing."""
    text = text.replace("\r\n", "\n")
    try:
        return Document(**signing.loads(kept, salt=SALT), text=text)
    except (signing.BadSignature, TypeError):
        pass
    return Document(sha256(text.encode()).hexdigest(), "", text) if text.strip() else None


def passage_fingerprint(locator: str, text: str, document: Document | None) -> str:
    """The fingerprint of a passage: of the pasted text, or of the lines that the locator names.

    Empty where there is neither. Raises ValueError where the lines are not in the document or
    are not the text.
    """
    if document is None or not document.text or lines_of(locator) is None:
        return fingerprint(text) if text.strip() else ""
    found = passage_text(document.text, locator)
    if text.strip() and fold(text) != fold(found):
        raise ValueError(
            _("the text is not what stands in “%(locator)s” of the document; correct one of them")
            % {"locator": locator}
        )
    return fingerprint(found)
