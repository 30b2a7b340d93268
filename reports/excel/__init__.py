from reports.excel.write import COLUMNS, HEADER, xlsx

__all__ = ["COLUMNS", "HEADER", "xlsx"]
