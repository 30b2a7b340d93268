"""What does a file say: from bytes to sheets (files/), and from a sheet to figures, row by row (tables/).

Reading only. Nothing here writes, and nothing knows what the monitor has: both the door that takes figures in
(``loaders``) and a page on which a reader holds figures of his own beside it may therefore use it.
"""
