"""The record: kept, signed, copied and exported. No screen."""
