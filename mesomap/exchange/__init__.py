"""What other systems and people are handed: documented JSON, and the sample clinic."""
