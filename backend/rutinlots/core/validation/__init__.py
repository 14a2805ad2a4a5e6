"""Whether a set of rules can be used: what its files say of each other, that it answers, and that its examples hold."""
