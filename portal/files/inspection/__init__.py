"""What a file really is, and what hides in it. Each inspector returns every reason it finds."""
