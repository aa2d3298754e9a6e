"""What a command found, as data: for people (console) and for machines (``--json``)."""
