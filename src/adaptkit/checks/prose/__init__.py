"""What is looked at in the guide's own text, and in what an overlay says itself."""
