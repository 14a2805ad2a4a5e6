"""The database: its tables, its connections and what becomes of their faults, migrations."""
