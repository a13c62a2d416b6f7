"""Pages about everything; reads across apps, writes nothing."""
