"""The write side: publishers' tables and files become the snapshot."""

import os

# Without lxml openpyxl's errors are those of the disk, and nothing of it is left half open when that is full.
os.environ.setdefault("OPENPYXL_LXML", "False")
