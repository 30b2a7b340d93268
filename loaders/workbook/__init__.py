"""The workbook door: what has no API comes in as a file, is understood, previewed, and only then written."""
