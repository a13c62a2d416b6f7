"""One declaration of a list, four faces: page, CSV, XLSX and JSON."""
