"""Parts of a question that come again with each pause in the typing: loaded once, then known by a hash of what was sent."""

import marshal
import secrets
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from marshmallow import fields

from rutinlots.core.kept import Kept, memory_of

_secret = secrets.token_bytes(32)
_NO_REFERENCES = 2  # marshal's format in which equal values are always written alike


class Loaded(dict[str, Any]):
    """A loaded part. It is kept, so nothing may change it; ``built`` is what was made of it.

    ``digest`` is a hash of what was sent, by a key of this server's, and ``size`` its bytes.
    """

    built: Any = None
    digest = b""
    size = 0


class KeptField(fields.Nested):
    """A nested schema whose valid values are kept in memory, by a keyed hash: about ``room`` bytes of memory."""

    def __init__(self, nested: Any, room: int, **kwargs: Any):
        super().__init__(nested, **kwargs)
        self._kept: Kept[bytes, Loaded] = Kept(room)

    def short(self, value: Any) -> Loaded:
        """The value if it is kept; else it is loaded the short way, if there is one, and kept."""
        short: Callable[[Any], dict[str, Any]] = self.schema.short  # type: ignore[attr-defined]
        return self._known(value, lambda: short(value))

    def _deserialize(self, value: Any, attr: str | None, data: Any, *args: Any, **kwargs: Any) -> Any:
        return self._known(value, lambda: super(KeptField, self)._deserialize(value, attr, data, *args, **kwargs))

    def _known(self, value: Any, load: Callable[[], dict[str, Any]]) -> Loaded:
        try:
            sent = marshal.dumps(value, _NO_REFERENCES)
        except ValueError:  # nested too deeply; the schema says what is wrong
            return Loaded(load())
        key = blake2b(sent, digest_size=16, key=_secret).digest()
        loaded = self._kept.get(key)
        if loaded is None:
            loaded = Loaded(load())
            loaded.digest, loaded.size = key, len(sent)
            self._kept.put(key, loaded, memory_of(len(sent)))
        return loaded
