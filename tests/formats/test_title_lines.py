"""Where a long title breaks."""

import pytest

from rectify_cli.formats.measure import display_width
from rectify_cli.formats.paper.title_lines import title_lines


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert title_lines("某县整改工作周报", most=20) == ["某县整改工作周报"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "云龙县营商环境“红黑榜”评价存在问题整改工作周报",
            ["云龙县营商环境“红黑榜”", "评价存在问题整改工作周报"],
        ),
        (
            "关于云龙县营商环境“红黑榜”评价存在问题整改工作进展情况的通报",
            ["关于云龙县营商环境“红黑榜”", "评价存在问题整改工作进展情况的通报"],
        ),
    ],
)
def test_a_title_breaks_at_the_end_of_a_quotation_into_lines_of_like_length(
    title: str, lines: list[str]
) -> None:
    assert title_lines(title, most=20) == lines


def test_nothing_is_lost_and_no_line_is_too_long() -> None:
    title = "某县" * 60
    lines = title_lines(title, most=20)
    assert "".join(lines) == title
    assert len(lines) == 6
    assert all(display_width(line) <= 40 for line in lines)


def test_closing_marks_never_begin_a_line_and_numbers_are_not_torn() -> None:
    title = "关于二〇二〇年《某县营商环境存在问题》整改落实工作情况2020号的报告"
    lines = title_lines(title, most=20)
    assert not any(line[0] in "》、，”" for line in lines)
    assert any("2020" in line for line in lines)


@pytest.mark.parametrize("title", ["x" * 100, "“" * 50, ""])
def test_a_title_that_has_no_good_place_still_comes_out_whole(title: str) -> None:
    assert "".join(title_lines(title, most=20)) == title
