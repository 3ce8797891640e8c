"""The yearly evaluation of bases."""
