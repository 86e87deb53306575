"""The parts of Typer that it keeps private. No other module names them; ``pyproject.toml`` pins
the version that has them."""

from typing import Any

from typer import _completion_shared as completion
from typer._click import exceptions as parsing
from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperGroup

from rectify_cli.cli.options.common import given_twice

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
        """As Typer's, but an option that takes one value may be given once: the last would win
        and the first be lost without a word. Raises what a bad value raises."""
        values, rest, order = super().parse_args(args)
        strict = self.ctx is None or not self.ctx.resilient_parsing
        seen: set[str | None] = set()
        for param in order if strict else ():
            takes_one = param.param_type_name == "option" and not getattr(param, "is_flag", False)
            if takes_one and not getattr(param, "multiple", False):
                if param.name in seen:
                    raise given_twice(param.opts[0])
                seen.add(param.name)
        return values, rest, order
