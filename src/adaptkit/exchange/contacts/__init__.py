"""Directories out to spreadsheets and other programs, and back."""
