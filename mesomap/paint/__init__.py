"""What the screen and the paper share: tokens, type, icons, words, and painting of charts."""
