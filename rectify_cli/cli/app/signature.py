"""What Typer reads off a command: groups of options spread out, the session handed in."""

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

import typer

from rectify_cli.cli.session import Session


def spread(function: Callable[..., None]) -> Callable[..., None]:
    """``function`` as Typer may call it.

    A parameter whose type is a NamedTuple of options stands for these options and gets the tuple;
    one of type ``Session`` gets the session of the command line.
    """
    groups: dict[str, Any] = {}
    sessions: list[str] = []
    parameters = [Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for parameter in signature(function).parameters.values():
        if parameter.annotation is Session:
            sessions.append(parameter.name)
        elif hasattr(parameter.annotation, "_fields"):
            groups[parameter.name] = parameter.annotation
            parameters += _options_of(parameter.annotation)
        else:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))

    def call(ctx: typer.Context, **values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(*(values.pop(field) for field in group._fields))
        function(**values, **{name: Session(ctx.meta) for name in sessions})

    call.__doc__ = function.__doc__
    call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return call


def _options_of(group: Any) -> list[Parameter]:
    hints = get_type_hints(group, include_extras=True)
    defaults = group._field_defaults
    return [
        Parameter(
            field,
            Parameter.KEYWORD_ONLY,
            annotation=hints[field],
            default=defaults.get(field, Parameter.empty),
        )
        for field in group._fields
    ]
