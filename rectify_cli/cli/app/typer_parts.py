"""The parts of Typer that it keeps private. No other module names them; ``pyproject.toml`` pins
the version that has them."""

from typing import Any

from typer import _completion_shared as completion
from typer._click import exceptions as parsing
from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperGroup

from rectify_cli.cli.options.common import given_twice
from rectify_cli.errors import UsageError

__all__ = ["StrictCommand", "StrictGroup", "completion", "parsing"]


class _Strict:
    """A command whose parser refuses what Typer's takes in silence."""

    def make_parser(self, ctx: Any) -> _OptionParser:
        """The parser of one command line."""
        parser = _StrictParser(ctx)
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            param.add_to_parser(parser, ctx)
        return parser


class StrictCommand(_Strict, TyperCommand):
    """A command."""


class StrictGroup(_Strict, TyperGroup):
    """A command that has others below it."""


class _StrictParser(_OptionParser):
    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list[Any]]:
        """As Typer's, but an option that takes one value may be given once (the last would win
        and the first be lost without a word), and no value may be blank (an unset variable of a
        shell script means nothing, least of all today)."""
        values, rest, order = super().parse_args(args)
        if self.ctx is None or not self.ctx.resilient_parsing:
            _refuse_repeats(order)
            for param in order:
                _refuse_blanks(param, values.get(param.name))
        return values, rest, order


def _refuse_repeats(order: list[Any]) -> None:
    seen: set[str] = set()
    for param in order:
        is_option = param.param_type_name == "option"
        if is_option and not param.is_flag and not param.multiple:
            if param.name in seen:
                raise given_twice(param.opts[0])
            seen.add(param.name)


def _refuse_blanks(param: Any, value: Any) -> None:
    texts = value if isinstance(value, (list, tuple)) else [value]
    for text in texts:
        if isinstance(text, str) and not any(c.isprintable() and not c.isspace() for c in text):
            is_option = param.param_type_name == "option"
            name = f"选项 {param.opts[0]} " if is_option else f"参数“{param.metavar}”"
            raise UsageError(f"{name}的内容是空的", hint="写上内容，或者整个不写。")
