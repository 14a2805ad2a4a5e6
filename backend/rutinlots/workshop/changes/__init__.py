"""What two texts of a rule file differ in, and what two changes of the same text are together."""
