"""What is said of a name in a greeting: how sure it is, and the words for it."""

from typing import Literal

Verdict = Literal["sure", "unsure", "fine"]
Fault = tuple[Verdict, str]

FINE: Fault = ("fine", "")

SURNAME = "är ett efternamn"
SURNAME_FIRST = "är efternamnet, inte förnamnet"
WORD = "är ett vanligt ord, inget namn"
DIGITS = "innehåller siffror"
COMPANY = "är ett företag eller en förening, ingen person"
ROLE = "är inte en persons namn"
UNKNOWN = "finns inte bland de namn vi känner till"
CUT = "är bara en del av kundens namn"
PLACEHOLDER = "är en platshållare som inte är ifylld"
BROKEN = "innehåller tecken som inte hör till ett namn"
OTHER_WRITER = "har skrivit tidigare mejl, men inte det senaste"
MISSPELT = "stavas inte som kundens namn"
ANOTHER = "är inte kundens namn, vad vi kan se"
CHOICE = "är två namn att välja mellan"
