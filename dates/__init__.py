"""One uncertain date: EDTF text as entered, its earliest and latest day, and its words."""
