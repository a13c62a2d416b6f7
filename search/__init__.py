"""Full-text search: one document for each public record, indexed with every write."""
