"""Guide + overlays + catalogues → the finished edition that every writer reads."""
