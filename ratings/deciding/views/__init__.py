"""The screens, one file per reader."""
