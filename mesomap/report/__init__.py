"""The site chart on paper: laid out in mm without Qt, then drawn by the screen's functions."""
