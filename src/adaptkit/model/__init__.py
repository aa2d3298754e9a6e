"""The nouns of adaptkit: frozen data without I/O. Every other floor speaks in these."""
