"""The pages of applying, one file for each reader and part."""
