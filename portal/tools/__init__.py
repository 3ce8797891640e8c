"""Set-up and start of the portal; the parts that run before it is installed use Python alone."""
