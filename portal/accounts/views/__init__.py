"""Pages of sign-in (public), of one's own account and for the keepers of posts."""
