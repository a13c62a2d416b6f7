"""What every published record shares: a slug that survives renames, history, the revision."""
