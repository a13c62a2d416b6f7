"""Who says so: source documents, their passages, and citations of them."""
