"""The worker: one loop that runs tasks, seals the history and does what is due.

A long task asks ``pause.check()`` after each chunk, so that a stopping worker loses nothing.
"""
