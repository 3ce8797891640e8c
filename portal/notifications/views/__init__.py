"""Pages: the person's inbox, the office's calls, and what the demo sent."""
