from collections.abc import Sequence
from typing import Any

__version__: str

class E5:
    def __init__(self, *, num_threads: int | None = ...) -> None: ...
    def encode(self, texts: Sequence[str], is_query: bool = ...) -> Any: ...
