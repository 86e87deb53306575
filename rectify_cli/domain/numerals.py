"""Chinese numerals, read and written. Pure."""

import re

_HAN = "〇一二三四五六七八九"
_DIGITS = {c: i for i, c in enumerate(_HAN)} | {"零": 0, "○": 0, "Ｏ": 0, "两": 2}
_MOST_DIGITS = 18
_BY_VALUE = re.compile(r"(?:([一二三四五六七八九两])百零?)?(?:([一二三四五六七八九]?)(十))?(.?)")


def read_numeral(text: str) -> int | None:
    """二〇二〇 → 2020 digit by digit, 三十一 → 31 by value, ``12`` and ``１２`` → 12; blanks within
    do not count. None for what is no numeral (十十, 百 alone, an empty text, more digits than
    any number in a document has).
    """
    text = "".join(text.split()).replace("廿", "二十").replace("卅", "三十")
    if len(text) > _MOST_DIGITS:
        return None
    if text.isdecimal():
        return int(text)
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    match = _BY_VALUE.fullmatch(text)
    if not match or (match[4] and match[4] not in _DIGITS):
        return None
    hundreds, tens, units = (_DIGITS.get(match[part] or "", 0) for part in (1, 2, 4))
    return 100 * hundreds + (10 * (tens or 1) if match[3] else 0) + units or None


def arabic(numeral: str) -> str:
    """The same in digits; what is no numeral stays as it is."""
    number = read_numeral(numeral)
    return numeral if number is None else str(number)


def chinese_numeral(number: int) -> str:
    """31 → 三十一; from 100 on, and below 1, in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, units = divmod(number, 10)
    return (
        (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[units] if units else "")
    )
