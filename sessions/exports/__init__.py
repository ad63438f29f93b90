"""A session on its way out of Vigil: as a table, as a lossless record, as a report on paper."""
