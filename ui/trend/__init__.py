"""The course of a session over time: readings, limits, lanes of events, and the time axis."""
