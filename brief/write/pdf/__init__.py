"""PDF: an HTML page in, a tagged PDF out, set by a child process that reads no file and ends in time."""
