"""The legal dates of every organisation: what must be done by when, and its reminders."""
