"""What is wrong with a rule file that is being written, and what its examples say."""
