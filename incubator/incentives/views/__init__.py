"""The screens of schemes, one file for each reader."""
