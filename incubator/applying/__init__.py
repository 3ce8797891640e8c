"""Applying for admission: before, draft, handing in, following, and the counter."""
