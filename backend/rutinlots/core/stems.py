"""Snowball's Swedish stems: the same for "fakturan" and "fakturor".

The ranking of reply snippets has a lighter stemmer of its own, which measured better there
(see :mod:`rutinlots.core.snippets.words.wording`).
"""

from functools import lru_cache
from threading import Lock

from Stemmer import Stemmer

_SHORT = 6  # "planet" and "paket" end so by themselves
_STEMMER = Stemmer("swedish", 0)  # keeps none itself
_ONE_AT_A_TIME = Lock()  # which the library asks of its callers


@lru_cache(maxsize=4_096)  # the words of mails come again and again
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    with _ONE_AT_A_TIME:
        found = _STEMMER.stemWord(word)
        # The stemmer leaves the article of words like "avbrottet".
        return _STEMMER.stemWord(found.removesuffix("et")) if len(found) > _SHORT and found.endswith("et") else found
