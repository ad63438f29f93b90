"""Before the drip."""
