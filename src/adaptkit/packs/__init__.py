"""What reviewers get of a finished edition, and what is made of their answers."""
