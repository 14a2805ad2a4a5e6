"""What mails mean: an optional sentence encoder, asked in the background and only when a ticket opens."""

from rutinlots.meaning.encoder import ENCODERS, Encoder, EncoderError, encoder_named
from rutinlots.meaning.learning import Learning
from rutinlots.meaning.service import Meanings, State, View

__all__ = ["ENCODERS", "Encoder", "EncoderError", "Learning", "Meanings", "State", "View", "encoder_named"]
