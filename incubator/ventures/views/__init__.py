"""The screens of venture philanthropy, one file for each reader."""
