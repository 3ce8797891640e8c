"""Pages of life in residence."""
