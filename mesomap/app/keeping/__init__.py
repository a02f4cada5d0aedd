"""What the window does while work is kept in memory, and while a clinic file is only looked at."""
