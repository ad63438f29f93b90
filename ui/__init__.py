"""What staff see. No SQL, no clinical rule, no clinical number."""
