"""The clinic's protocols: read, written, compared and approved."""
