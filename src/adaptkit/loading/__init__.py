"""What commands work with, made from files: texts with settled ids, and words to suggest."""
