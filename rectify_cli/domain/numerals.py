"""Chinese numerals, read. Pure."""


def arabic(numeral: str) -> str:
    """二〇二〇 → ``2020`` digit by digit, 三十一 → ``31`` by value."""
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
    if all(character in digits for character in numeral):
        return "".join(str(digits[character]) for character in numeral)
    value = digit = 0
    for character in numeral.replace("廿", "二十").replace("卅", "三十"):
        if character in digits:
            digit = digits[character]
        else:
            value += (digit or 1) * (100 if character == "百" else 10)
            digit = 0
    return str(value + digit)
