"""Chinese numerals: one reader, one writer."""

import pytest

from rectify_cli.domain.numerals import arabic, chinese_numeral, read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("廿三", 23)],
        *[("一百二十", 120), ("一百零五", 105), ("二〇二〇", 2020), ("二○二一", 2021)],
        *[("12", 12), ("１２", 12), ("1 2", 12)],
        *[("卅一", 31), ("两百零三", 203), ("二百", 200), ("一二", 12), ("零", 0), ("〇五", 5)],
        *[("9" * 5000, None), ("九" * 5000, None), ("9" * 18, 10**18 - 1)],
        *[("百", None), ("十十", None), ("十月", None), ("", None)],
    ],
)
def test_numerals_are_read_by_value_or_digit_by_digit(text: str, number: int | None) -> None:
    assert read_numeral(text) == number


def test_what_is_written_is_read_back() -> None:
    assert [read_numeral(chinese_numeral(number)) for number in range(1, 120)] == [*range(1, 120)]
    assert [chinese_numeral(number) for number in (10, 11, 20, 21)] == [
        "十", "十一", "二十", "二十一",
    ]  # fmt: skip


def test_only_numbers_from_1_to_99_are_written_in_words() -> None:
    assert [chinese_numeral(number) for number in (0, 1, 99, 100)] == ["0", "一", "九十九", "100"]


def test_what_is_no_numeral_stays_as_it_is() -> None:
    assert [arabic(text) for text in ("三十一", "二〇二〇", "十十")] == ["31", "2020", "十十"]
