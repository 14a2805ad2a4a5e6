"""What crosses the wire, to and from the objects of the engine."""
