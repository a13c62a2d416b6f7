"""Records that may be the same: suggested with their reasons, and what was said about them."""
