"""The story of a commitment."""
