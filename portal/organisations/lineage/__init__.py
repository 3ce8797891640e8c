"""Where an organisation came from: renamed, merged, split, registered anew."""
