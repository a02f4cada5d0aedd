"""The window's side of encryption: making, opening and converting clinic files."""
