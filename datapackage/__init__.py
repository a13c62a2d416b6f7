"""The data package: its tables, their files, and what describes them to programs and people."""
