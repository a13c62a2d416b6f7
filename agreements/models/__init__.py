"""What was agreed, promised and reported."""

from agreements.models.agreements import (
    Agreement,
    AgreementLink,
    AgreementTheme,
    Theme,
)
from agreements.models.citations import (
    ActCitation,
    AgreementCitation,
    AgreementLinkCitation,
    AssessmentCitation,
    CommitmentCitation,
    FigureCitation,
    ProgressReportCitation,
    SignatoryCitation,
)
from agreements.models.commitments import (
    Commitment,
    CommitmentTheme,
    Obligation,
)
from agreements.models.progress import (
    Assessment,
    Figure,
    ProgressReport,
)
from agreements.models.signatories import (
    Act,
    Signatory,
)

__all__ = [
    "Act",
    "ActCitation",
    "Agreement",
    "AgreementCitation",
    "AgreementLink",
    "AgreementLinkCitation",
    "AgreementTheme",
    "Assessment",
    "AssessmentCitation",
    "Commitment",
    "CommitmentCitation",
    "CommitmentTheme",
    "Figure",
    "FigureCitation",
    "Obligation",
    "ProgressReport",
    "ProgressReportCitation",
    "Signatory",
    "SignatoryCitation",
    "Theme",
]
