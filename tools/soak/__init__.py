"""A clinic's day through the real window: does it stay as light as it was? See `make soak`."""
