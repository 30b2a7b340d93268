from reports.word.write import docx

__all__ = ["docx"]
