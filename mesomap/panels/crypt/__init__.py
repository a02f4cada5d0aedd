"""What is asked and shown about the clinic file's passphrase and encryption."""
