"""Numbers as they are written in running text: digits, and Swedish and English words from two up."""

import re

_ONES = {1: "ett en", 2: "två tvenne", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio"}
_TEENS = {
    10: "tio", 11: "elva", 12: "tolv", 13: "tretton", 14: "fjorton", 15: "femton", 16: "sexton", 17: "sjutton",
    18: "arton aderton", 19: "nitton",
}  # fmt: skip
_TENS = {20: "tjugo", 30: "trettio", 40: "fyrtio", 50: "femtio", 60: "sextio", 70: "sjuttio", 80: "åttio", 90: "nittio"}
_ROUND = {2: "båda bägge", 10: "tiotal tiotalet", 12: "dussin dussinet", 20: "tjugotal", 100: "hundra etthundra hundratal"}
_ENGLISH_ONES = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_ENGLISH_TEENS = {
    10: "ten", 11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen",
}  # fmt: skip
_ENGLISH_TENS = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip
_HYPHEN = "-"


def _words() -> dict[str, int]:
    words: dict[str, int] = {}
    for table in (_ONES, _TEENS, _TENS, _ROUND, _ENGLISH_ONES, _ENGLISH_TEENS, _ENGLISH_TENS):
        for number, names in table.items():
            words.update(dict.fromkeys(names.split(), number))
    for tens, ones, joint in ((_TENS, _ONES, ""), (_ENGLISH_TENS, _ENGLISH_ONES, _HYPHEN)):
        for ten, name in tens.items():
            for one, names in ones.items():
                words.update({name + joint + each: ten + one for each in names.split()})
    return {word: number for word, number in words.items() if number > 1}


_WORDS = _words()
# Longest first: "tjugofem" is not to be read as "tjugo".
NUMBER = r"\d{1,3}(?: \d{3}){1,2}|\d{1,4}|" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))


def number(written: str) -> int:
    """The value of what :data:`NUMBER` matched, in any case."""
    folded = written.casefold()
    return _WORDS[folded] if folded in _WORDS else int(folded.replace(" ", ""))
