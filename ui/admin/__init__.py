"""Staff and chairs."""
