"""The terms of the field and of this record, what they mean here, and where that comes from."""
