"""Recovery: at the counter, two officials give an organisation back a lost sole owner."""
