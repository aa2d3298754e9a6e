"""What may be released, and what readers may be shown: the policy of all commands."""
