"""Recognise a guide's texts in a translation that somebody else has made of it.

Pure: documents come in as bytes or text, a catalogue with suggestions and a report go out.
"""
