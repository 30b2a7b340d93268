from reports.slides.write import EARLY, pptx

__all__ = ["EARLY", "pptx"]
