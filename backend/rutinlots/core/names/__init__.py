"""Names: parsing them, and judging whether a greeted name is the customer's."""
