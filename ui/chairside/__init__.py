"""The heart: one patient during the infusion."""
