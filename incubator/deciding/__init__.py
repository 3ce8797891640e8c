"""Deciding admissions: first check, round and ranking, publicity's end, places and reserve."""
