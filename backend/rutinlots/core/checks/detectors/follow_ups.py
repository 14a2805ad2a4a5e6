"""Likely follow-up questions that the draft does not answer yet."""

from collections.abc import Mapping
from typing import Any

from rutinlots.core.context import Context
from rutinlots.core.entities.questions import questions
from rutinlots.core.finding import Hit
from rutinlots.core.mail.language import language_of


def detect(context: Context, parameters: Mapping[str, Any]) -> list[Hit]:
    """One hit for each known follow-up question of the mail's topics that the draft does not mention.

    One that the customer has asked is no longer a likely one: whether it is answered is another check's to say.
    """
    written = context.draft.body.text
    if context.situation.draft is None or not written.strip() or language_of(written) not in ("sv", None):
        return []  # what answers a question is told by Swedish words
    asked = [question.text for index in context.waiting for question in questions(context.messages[index].own)]
    return [
        Hit(values={"question": f"”{follow_up.question}”"})
        for topic in context.knowledge.topics.values()
        if topic.follow_ups and context.about(topic.id)
        for follow_up in topic.follow_ups
        if not any(follow_up.answered.any(text) for text in (written, *asked))
    ]
