"""Members: who acts for a body on the portal, and how they are invited."""
