"""Who: organizations, their names and identifiers, memberships, persons in office."""
