"""How Rutinlots bears changes of Freshdesk's page: the mock rendered otherwise, at random but repeatable, and what came of it."""
