"""The guide for staff: ten tasks, as a page of the desk and as docs/staff.md."""
