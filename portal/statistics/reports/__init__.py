"""Reports of a form: counted, corrected by hand, confirmed by another official, sent, locked."""
