"""The tiered nurturing of social organisations: bases, programmes, admission, residence."""
