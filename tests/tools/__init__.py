"""Set-up and start."""
