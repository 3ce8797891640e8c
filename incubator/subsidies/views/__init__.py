"""The screens of subsidies, one file for each reader."""
