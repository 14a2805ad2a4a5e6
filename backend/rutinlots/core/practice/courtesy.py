"""Whether a mail says anything but courtesies."""

import re

from rutinlots.core.mail.draft import Parts

_WORD = re.compile(r"\w+")
# Words that answer nothing, however they are put together. A yes, a no or a "klart" may be all that a customer needs.
_COURTESIES = frozenset(
    """
    ok okej okey okay oki då så jaha jaså aha hm hmm mm mhm eh hej hejsan
    tack stort varmt tusen mycket för att du hör hörde hört av dig ditt din dina mejl mejlet mail mailet meddelande fråga frågor
    hör återkom gärna igen varmt välkommen åter ha en ett fin bra trevlig fortsatt dag kväll helg vecka eftermiddag
    hi hello thank thanks you very much for your email mail message have a nice good great day
    """.split()
)


def says_only_courtesies(draft: Parts) -> bool:
    """Whether nothing but courtesies ("Ok då", "Tack för ditt mejl!") stands beside greeting and signature, or nothing at all."""
    own = " ".join(stretch.text for stretch in (draft.body, draft.closing, *draft.below))
    return all(word in _COURTESIES for word in _WORD.findall(own.casefold()))
