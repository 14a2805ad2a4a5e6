"""How expressions are read: without regard to case, the longest of those that begin at a place, in linear time."""

import re2


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.longest_match = True
    options.max_mem = 64 << 20
    return options


OPTIONS = _options()
