"""The screens of rooms, one file per reader."""
