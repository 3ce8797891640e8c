"""The screens of panels, one file per reader."""
