"""Pages of registrations, one file for each reader."""
