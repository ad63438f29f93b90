"""Where entries are kept. Each store keeps the one contract."""
