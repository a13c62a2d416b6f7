"""Everything between two bodies."""
