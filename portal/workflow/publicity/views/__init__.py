"""Pages of publicity, one file per reader."""
