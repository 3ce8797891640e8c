"""Money put on lines, changed, moved and closed at the end of a year: two people for each."""
