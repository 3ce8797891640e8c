"""The public account: what was promised and paid, to whom, out of which money."""
