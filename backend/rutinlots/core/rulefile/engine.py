"""How expressions are read: without regard to case, the longest of those that begin at a place, in linear time."""

import re2


def _options(*, captures: bool = True) -> re2.Options:
    options = re2.Options()
    options.never_capture = not captures
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.longest_match = True
    options.max_mem = 64 << 20
    return options


OPTIONS = _options()
ONLY_WHETHER = _options(captures=False)  # a search that says where its groups are takes five times as long
