"""The screens of community groups, one file per reader."""
