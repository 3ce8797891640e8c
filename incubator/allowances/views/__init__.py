"""The screens of allowances, one file per reader."""
