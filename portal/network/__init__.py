"""Who is joined with whom by agreements."""
