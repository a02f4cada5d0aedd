"""The changes that make up the clinical record; nothing here writes."""
