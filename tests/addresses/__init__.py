"""The addresses of each subject, described for tests/site/test_every_url.py."""
