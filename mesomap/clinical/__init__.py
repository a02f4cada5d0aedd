"""Clinical figures, each with its source. They are starting points to edit, never decisions."""
