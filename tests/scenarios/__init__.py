"""Whole runs of the command line on projects in temporary folders."""
