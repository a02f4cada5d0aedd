"""Makes the pictures in docs/pictures from the running program."""
