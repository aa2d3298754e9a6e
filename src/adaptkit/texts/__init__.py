"""What every floor must know of a piece of text, each in one place: placeholders, sameness."""
