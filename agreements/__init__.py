"""What was agreed and promised: instruments, signatories, acts, commitments, progress."""
