"""What is computed of a session, measured on flat skin."""
