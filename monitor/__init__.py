"""The clinical core: what is charted and what it means. Standard library only: no clock, no disk, no screen."""
