"""What happened: series, events, participations, outcomes."""
