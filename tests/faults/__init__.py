"""What goes wrong outside: robots, crashes, races, full disks, bad files."""
