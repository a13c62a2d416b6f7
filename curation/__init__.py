"""From the data package to the database and back: ingest, export, lint, verify."""
