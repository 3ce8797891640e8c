"""Django's SQLite, shared fairly by many writers."""
