"""The screens of bases, one file per reader."""
