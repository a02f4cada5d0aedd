"""What is shown of backups."""
