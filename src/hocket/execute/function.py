"""A Python function as a tool: its signature becomes the JSON Schema that an LLM gets."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, overload

from pydantic import BaseModel, ConfigDict, Field, PydanticUserError, ValidationError, create_model
from pydantic_core import to_json

from hocket.errors import ConfigError, described
from hocket.ports.tool import Effect, ToolResult

if TYPE_CHECKING:
    from hocket.ports.tool import ToolPlace

Function = Callable[..., Any]
VALUE_CHARS = 120


class FunctionTool:
    """A tool that calls a function; create one with ``tool``.

    Synchronous functions run in a thread, which cancellation cannot stop. An exception becomes the
    answer that the LLM gets.
    """

    uses_files = False

    def __init__(self, function: Function, effect: Effect, name: str | None) -> None:
        self.name = name or function.__name__
        self.description = inspect.getdoc(function) or self.name.replace("_", " ")
        self.effect: Effect = effect
        self._function = function
        self._arguments = _arguments_of(function, self.name)
        self.parameters: Mapping[str, Any] = _schema_of(self._arguments)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function itself, as if it were not decorated."""
        return self._function(*args, **kwargs)

    async def use(self, arguments: Mapping[str, Any], _: ToolPlace) -> ToolResult:
        try:
            checked = self._arguments.model_validate(dict(arguments))
        except ValidationError as error:
            faults = "; ".join(_fault(f) for f in error.errors(include_url=False))
            return ToolResult(f"Wrong arguments: {faults}", ok=False)
        fields = type(checked).model_fields
        values = {str(f.alias): getattr(checked, name) for name, f in fields.items()}
        try:
            if inspect.iscoroutinefunction(self._function):
                result = await self._function(**values)
            else:
                result = await asyncio.to_thread(self._function, **values)
            return ToolResult(_text_of(result))
        except Exception as error:  # noqa: BLE001 - the user's function; its exception is the answer
            return ToolResult(described(error), ok=False)


def _arguments_of(function: Function, name: str) -> type[BaseModel]:
    """A pydantic class with a field for each parameter.

    The fields have generated names and the parameter names as aliases, since a parameter may have a
    name that a field must not have, such as ``json`` or ``_id``.

    Raises:
        ConfigError: A parameter has no name, no type, or a type without a JSON Schema.
    """
    fields: dict[str, Any] = {}
    for number, parameter in enumerate(_signature_of(function, name).parameters.values()):
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            message = (
                f"tool {name}: {parameter} cannot be passed by name; replace it by named parameters"
            )
            raise ConfigError(message, tool=name, parameter=parameter.name)
        if parameter.annotation is parameter.empty:
            message = (
                f"tool {name}: {parameter.name} has no type; annotate it, for example with `: str`"
            )
            raise ConfigError(message, tool=name, parameter=parameter.name)
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[f"argument_{number}"] = (
            parameter.annotation,
            Field(default, alias=parameter.name),
        )
    config = ConfigDict(extra="forbid")
    try:
        return create_model(f"{name}_arguments", __config__=config, **fields)
    except PydanticUserError as error:
        message = f"tool {name}: a type has no JSON Schema ({error.message}); use plain types"
        raise ConfigError(message, tool=name) from error


def _signature_of(function: Function, name: str) -> inspect.Signature:
    try:
        return inspect.signature(function, eval_str=True)
    except (NameError, SyntaxError) as error:
        message = (
            f"tool {name}: a type is not there when it is read ({error}); "
            "import it at the top of its module, outside `if TYPE_CHECKING`"
        )
        raise ConfigError(message, tool=name) from error


def _schema_of(arguments: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema, without titles: they repeat the names, and an LLM reads every token."""
    schema = arguments.model_json_schema(by_alias=True)
    schema.pop("title", None)
    for value in schema.get("properties", {}).values():
        value.pop("title", None)
    schema.setdefault("properties", {})
    return schema


def _fault(fault: Any) -> str:
    path = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return f"{path} is missing; give it"
    if fault["type"] == "extra_forbidden":
        return f"{path} is not an argument; leave it out"
    value = repr(fault["input"])
    if len(value) > VALUE_CHARS:
        value = f"{value[:VALUE_CHARS]}..."
    return f"{path}: {value} does not fit: {fault['msg']}"


def _text_of(result: Any) -> str:
    if isinstance(result, str):
        return result
    if result is None:
        return "done"
    return to_json(result, fallback=repr).decode()


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
        function: A function with a type on every parameter; its docstring is the description that
            an LLM gets.
        effect: What repeating a call means. ``none``: it only reads. ``idempotent``: repeating the
            same call is harmless. ``unsafe``, the default: after a crash the call is not repeated,
            and a person decides whether it happened.
        name: Name of the tool; by default the function's.

    Raises:
        ConfigError: A parameter has no type, a type without a JSON Schema, or cannot be passed by
            name, such as ``*args``.

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
    return lambda decorated: FunctionTool(decorated, effect, name)
