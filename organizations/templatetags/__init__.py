"""Tags of the pages about bodies."""
