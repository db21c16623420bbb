"""Tools for those who maintain the data files; nothing here runs in a check, nothing needs it installed."""
