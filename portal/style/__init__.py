"""The design system, shown to whoever works on it."""
