"""Statistics for the superior bureau: tables, forms, reports that are counted, checked, locked."""
