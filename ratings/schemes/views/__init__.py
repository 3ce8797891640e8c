"""The screens of indicator sets, one file per reader."""
