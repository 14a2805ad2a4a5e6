"""The team leader's pages: ``/verkstad``, its history and hours, and ``/prova``."""
