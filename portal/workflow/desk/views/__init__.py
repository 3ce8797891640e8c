"""Pages of the desk: a case, instructions, handovers."""
