"""Who is at the window: signing in, and the window while it is locked."""
