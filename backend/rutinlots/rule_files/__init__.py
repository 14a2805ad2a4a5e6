"""Rule files on disk: their YAML read and written, a folder of them, and what is kept of a reading."""
