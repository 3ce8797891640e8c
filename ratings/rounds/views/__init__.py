"""The screens of those who keep rounds."""
