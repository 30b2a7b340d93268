"""A report as an Excel workbook: a sheet per theme with real numbers, and charts that stay editable."""

from reports.excel.book import HEADER
from reports.excel.theme import COLUMNS
from reports.excel.write import xlsx

__all__ = ["COLUMNS", "HEADER", "xlsx"]
