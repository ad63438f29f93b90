"""Recovery and the signature under the discharge."""
