"""What the customer asks in a mail that a web form or a chat made: without labels, consents and the robot's lines."""

import re

from rutinlots.core.mail.history.headers import key_of
from rutinlots.core.mail.history.wording import FORM_KEYS, MESSAGE_KEYS

_LABELS = 2  # that tell a form
_CONSENT = re.compile(
    r"(?:jag|vi) (?:godkänner|samtycker|accepterar|har läst|bekräftar)\b|"
    r"(?:samtycke|godkännande|consent|gdpr|nyhetsbrev)\b[^.?]*[:?]|"
    r"i (?:agree|accept|consent)\b|genom att (?:skicka|klicka)\b",
    re.I,
)
_ROBOT = re.compile(
    r"(?:\[?\d\d[:.]\d\d(?:[:.]\d\d)?\]? ?)?(?:chatt?bot(?:en)?|bot|system|robot|assistent|virtuell assistent) ?: ", re.I
)
_CHAT = re.compile(r"chatt?(?:logg|historik|konversation|transkript)?\b.{0,40}$|chat (?:log|transcript)\b.{0,40}$", re.I)


def asked_in(text: str) -> str:
    """A mail's own words, without a form's labels and consents and a chat's robot; any other mail is as it was."""
    lines = text.split("\n")
    labelled = sum(key_of(line.strip()) in FORM_KEYS for line in lines if line.strip()) >= _LABELS
    chat = any(_ROBOT.match(line.strip()) for line in lines)
    if not (labelled or chat):
        return text
    kept = []
    for line in lines:
        bare = line.strip()
        key = key_of(bare) if labelled else ""
        if key in MESSAGE_KEYS:
            kept.append(bare.partition(":")[2].strip())
        elif (
            key not in FORM_KEYS
            and not (labelled and _CONSENT.match(bare))
            and not (chat and (_ROBOT.match(bare) or _CHAT.match(bare)))
        ):
            kept.append(line)
    return "\n".join(kept)
