"""What the tests stand on: databases, servers, a browser, and the list of what did not run."""
