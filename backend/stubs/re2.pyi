"""The part of google-re2 that is used here; the library has no types of its own."""

class error(Exception): ...

class Options:
    class Encoding:
        LATIN1: Options.Encoding

    encoding: Encoding
    log_errors: bool
    case_sensitive: bool
    never_capture: bool
    one_line: bool
    longest_match: bool
    max_mem: int

class _Match:
    def span(self, group: int = 0) -> tuple[int, int]: ...

class _Regexp:
    """Positions count characters when the text is a str, and units when it is bytes."""

    @property
    def pattern(self) -> str: ...
    @property
    def options(self) -> Options: ...
    @property
    def programsize(self) -> int: ...
    def search(self, text: str | bytes, pos: int | None = None, endpos: int | None = None) -> _Match | None: ...
    def fullmatch(self, text: str | bytes) -> _Match | None: ...

class Set:
    """Patterns that are looked for together."""

    @classmethod
    def SearchSet(cls, options: Options | None = None) -> Set: ...
    def Add(self, pattern: str) -> int: ...

def purge() -> None: ...
def compile(pattern: str | bytes, options: Options | None = None) -> _Regexp: ...
