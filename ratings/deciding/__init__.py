"""The decision on a rating: committee, publicity, re-examination, announcement, certificate."""
