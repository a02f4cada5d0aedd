"""Sets a fresh machine up for `make`."""
