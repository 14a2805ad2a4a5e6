"""Likely follow-up questions that the draft does not answer yet."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.questions import questions
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.topics import FollowUp


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each known follow-up question of the mail's topics that the draft does not mention.

    One that the customer has asked is no longer a likely one: whether it is answered is another check's to say.
    """
    written = context.draft.body.text
    if context.situation.draft is None or not written.strip():
        return []
    due = context.of_thread("follow-ups", lambda: _not_asked(context))
    left = [follow_up for follow_up in due if not follow_up.answered.any(written)]
    if not left or context.written_in not in ("sv", None):
        return []  # what answers a question is told by Swedish words
    return [Hit(values={"question": f"”{follow_up.question}”"}) for follow_up in left]


def _not_asked(context: Context) -> list[FollowUp]:
    """The follow-up questions of the mails' topics that no mail asks."""
    asked = [question.text for index in context.waiting for question in questions(context.messages[index].own)]
    return [
        follow_up
        for topic in context.knowledge.topics.values()
        if topic.follow_ups and context.about(topic.id)
        for follow_up in topic.follow_ups
        if not any(map(follow_up.answered.any, asked))
    ]
