"""Recording from a source: its passages, and what they say of an agreement, on one page."""
