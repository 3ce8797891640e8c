"""The screens of the menu and its requests, one file per reader."""
