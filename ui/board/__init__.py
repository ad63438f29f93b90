"""All chairs at once."""
