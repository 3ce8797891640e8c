"""The screens of payment orders, one file per reader."""
