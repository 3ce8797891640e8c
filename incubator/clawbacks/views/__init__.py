"""The screens of clawbacks, one file for each reader."""
