"""What goes out of the window into files, and comes in from them."""
