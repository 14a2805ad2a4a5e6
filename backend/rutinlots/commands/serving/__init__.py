"""Commands that serve: the backend, the stage, the demo."""
