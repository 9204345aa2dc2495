"""Workbooks that people fill in: blank ones for a source, and rejected rows to correct. Both from the contracts."""
