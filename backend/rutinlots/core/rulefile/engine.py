"""How expressions are read: without regard to case, the longest of those that begin at a place, in linear time."""

import re2


def _options(*, captures: bool = True, in_bytes: bool = False) -> re2.Options:
    options = re2.Options()
    if in_bytes:
        options.encoding = re2.Options.Encoding.LATIN1
    options.never_capture = not captures
    options.log_errors = False
    options.case_sensitive = False
    options.one_line = False
    options.longest_match = True
    options.max_mem = 64 << 20
    return options


OPTIONS = _options()
IN_BYTES = _options(in_bytes=True)  # where each sign is a byte
ONLY_WHETHER = _options(captures=False)  # a search that says where its groups are takes five times as long
ONLY_WHETHER_IN_BYTES = _options(captures=False, in_bytes=True)
