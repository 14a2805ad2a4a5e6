"""The addresses that the API answers: each module, once imported, has added its routes."""
