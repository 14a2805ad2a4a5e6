"""Practice: scenarios made of the rules themselves, and the judgement of what was sent."""
