"""A Python function as a tool: its signature becomes the JSON Schema an LLM is told."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, overload

from pydantic import ConfigDict, ValidationError, create_model

from hocket.core.digest import canonical
from hocket.errors import ConfigError
from hocket.ports.tool import Effect, ToolResult

if TYPE_CHECKING:
    from hocket.ports.tool import ToolPlace

Function = Callable[..., Any]


class FunctionTool:
    """A tool that calls a function; made by ``tool``.

    Synchronous functions run in a thread. What they raise is told to the LLM as the answer.
    """

    uses_files = False

    def __init__(self, function: Function, effect: Effect, name: str | None) -> None:
        self.name = name or function.__name__
        self.description = inspect.getdoc(function) or self.name.replace("_", " ")
        self.effect: Effect = effect
        self._function = function
        self._arguments = _model_of(function, self.name)
        schema = self._arguments.model_json_schema()
        schema.pop("title", None)
        self.parameters: Mapping[str, Any] = schema

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The function itself, as if it had not been decorated."""
        return self._function(*args, **kwargs)

    async def use(self, arguments: Mapping[str, Any], _: ToolPlace) -> ToolResult:
        try:
            checked = self._arguments.model_validate(dict(arguments))
        except ValidationError as error:
            faults = "; ".join(
                f"{'.'.join(str(p) for p in f['loc'])}: {f['msg']} (given {f['input']!r})"
                for f in error.errors(include_url=False)
            )
            return ToolResult(f"Wrong arguments: {faults}", ok=False)
        values = {name: getattr(checked, name) for name in type(checked).model_fields}
        try:
            if inspect.iscoroutinefunction(self._function):
                result = await self._function(**values)
            else:
                result = await asyncio.to_thread(self._function, **values)
        except Exception as error:  # noqa: BLE001 - the user's function; its fault is the answer
            return ToolResult(f"{type(error).__name__}: {error}", ok=False)
        return ToolResult(result if isinstance(result, str) else canonical(result).decode())


def _model_of(function: Function, name: str) -> Any:
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(function, eval_str=True).parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            message = f"tool {name}: *{parameter.name} cannot be told to an LLM; name each argument"
            raise ConfigError(message, tool=name, parameter=parameter.name)
        if parameter.annotation is parameter.empty:
            message = f"tool {name}: {parameter.name} has no type; annotate it, such as `: str`"
            raise ConfigError(message, tool=name, parameter=parameter.name)
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[parameter.name] = (parameter.annotation, default)
    return create_model(f"{name}_arguments", __config__=ConfigDict(extra="forbid"), **fields)


@overload
def tool(function: Function) -> FunctionTool: ...
@overload
def tool(
    *, effect: Effect = "unsafe", name: str | None = None
) -> Callable[[Function], FunctionTool]: ...
def tool(
    function: Function | None = None, *, effect: Effect = "unsafe", name: str | None = None
) -> FunctionTool | Callable[[Function], FunctionTool]:
    """Make a function a tool for agents.

    Args:
        function: With a type on every argument; its docstring is what an LLM is told.
        effect: What repeating a call would mean. ``none``: it only reads. ``idempotent``: the
            same call twice does no harm. ``unsafe``, unless said otherwise: after a crash it is
            not repeated; whether it happened is put before a person.
        name: Instead of the function's own.

    Raises:
        ConfigError: An argument has no type, or the function takes ``*args`` or ``**kwargs``.

    Examples:
        >>> @tool(effect="none")
        ... def area(width: float, height: float) -> float:
        ...     "The area of a rectangle."
        ...     return width * height
        >>> area.name, area.parameters["required"], area(2, 3)
        ('area', ['width', 'height'], 6)
    """
    if function is not None:
        return FunctionTool(function, effect, name)
    return lambda found: FunctionTool(found, effect, name)
