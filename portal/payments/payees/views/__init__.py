"""The screens of bank accounts, one file per reader."""
