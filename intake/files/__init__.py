"""What is in a file, as sheets of cells: text and workbooks, measured before they are unpacked, no meaning yet."""
