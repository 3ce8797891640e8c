"""Forms of the superior bureau: which columns, in which order, under which titles."""
