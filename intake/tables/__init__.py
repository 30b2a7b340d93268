"""From a sheet to figures: which column is what, which row is about where and when, and why a row is not read."""
