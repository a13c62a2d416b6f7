"""The desk for instruments, their signatories and acts, commitments and progress."""

from agreements.admin import agreements, commitments, progress, signatories

__all__ = ["agreements", "commitments", "progress", "signatories"]
