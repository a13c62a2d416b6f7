"""Everything on one axis of time."""
