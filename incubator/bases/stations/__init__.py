"""Lists of bases, stations and their rooms: read, judged row by row, written when confirmed."""
