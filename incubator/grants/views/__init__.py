"""The screens of claims, one file for each reader."""
