"""What a clinician reads afterwards, and countersigns."""
