"""Robustness against changes of Freshdesk's page: repeatable random mutants of the mock's page, and the outcome of each."""
