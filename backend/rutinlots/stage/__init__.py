"""The stage: a mock Freshdesk to practise in, one world for each visitor, and the scenarios that are played there."""
