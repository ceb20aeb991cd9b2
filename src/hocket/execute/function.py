"""A Python function as a tool: its signature becomes the JSON Schema that an LLM gets."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args, overload

from pydantic import BaseModel, ConfigDict, Field, PydanticUserError, ValidationError, create_model

from hocket.core.fault import is_interruption
from hocket.errors import ConfigError
from hocket.execute.response import failure_of, recordable
from hocket.ports.tool import Effect, ToolPlace, ToolResult

Function = Callable[..., Any]
VALUE_CHARS = 120


class FunctionTool:
    """A tool that calls a function; create one with ``tool``.

    Synchronous functions run in a thread, which cancellation cannot stop. Whatever the function
    raises becomes the answer that the LLM gets.
    """

    def __init__(
        self, function: Function, effect: Effect, name: str | None, *, files: bool
    ) -> None:
        self.name = name or function.__name__
        self.description = inspect.getdoc(function) or self.name.replace("_", " ")
        self.effect: Effect = effect
        self.uses_files = files
        self._function = function
        signature = _signature_of(function, self.name)
        self._places = [n for n, p in signature.parameters.items() if _is_place(p.annotation)]
        self._arguments = _arguments_of(signature, self.name, self._places)
        self.parameters: Mapping[str, Any] = _schema_of(self._arguments)

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        """Call the function itself, as if it were not decorated."""
        return self._function(*args, **kwargs)

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        """The result of the function, or what it raised.

        Raises:
            DoubtfulError: The tool is unsafe and was stopped midway.
        """
        try:
            checked = self._arguments.model_validate(dict(arguments))
        except ValidationError as error:
            faults = "; ".join(_fault(f) for f in error.errors(include_url=False))
            return ToolResult(f"Wrong arguments: {faults}", ok=False)
        fields = type(checked).model_fields
        values = {str(f.alias): getattr(checked, name) for name, f in fields.items()}
        values.update(dict.fromkeys(self._places, place))
        try:
            if inspect.iscoroutinefunction(self._function):
                return recordable(await self._function(**values))
            done = await asyncio.to_thread(self._called, values)
            if inspect.isawaitable(done):  # a wrapper around an async function
                done = recordable(await done)
        except BaseException as error:
            if is_interruption(error):
                raise
            return failure_of(self.name, self.effect, error)
        if isinstance(done, ToolResult):
            return done
        return failure_of(self.name, self.effect, done)

    def _called(self, values: Mapping[str, Any]) -> Any:
        """What a synchronous function returns or raises; some errors cannot leave a thread."""
        try:
            value = self._function(**values)
        except BaseException as error:  # noqa: BLE001 - no signal reaches this thread
            return error
        return value if inspect.isawaitable(value) else recordable(value)


def _is_place(annotation: Any) -> bool:
    return annotation is ToolPlace or ToolPlace in get_args(annotation)


def _arguments_of(
    signature: inspect.Signature, name: str, places: Collection[str]
) -> type[BaseModel]:
    """A pydantic class with a field for each parameter, except for those that get the place.

    The fields have generated names and the parameter names as aliases, since a parameter may have a
    name that a field must not have, such as ``json`` or ``_id``.

    Raises:
        ConfigError: A parameter has no name, no type, or a type without a JSON Schema.
    """
    fields: dict[str, Any] = {}
    for number, parameter in enumerate(signature.parameters.values()):
        if parameter.name in places:
            continue
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


@overload
def tool(function: Function) -> FunctionTool: ...
@overload
def tool(
    *, effect: Effect = "unsafe", name: str | None = None, files: bool = False
) -> Callable[[Function], FunctionTool]: ...
def tool(
    function: Function | None = None,
    *,
    effect: Effect = "unsafe",
    name: str | None = None,
    files: bool = False,
) -> FunctionTool | Callable[[Function], FunctionTool]:
    """Make a function a tool for agents.

    Args:
        function: A function with a type on every parameter; its docstring is the description that
            an LLM gets. A parameter of the type ``ToolPlace`` is not shown to the LLM and gets the
            place of the call, with its idempotency key.
        effect: What repeating a call means. ``none``: it only reads. ``idempotent``: repeating the
            same call with the same key is harmless; pass on ``place.key``. ``unsafe``, the default:
            once it succeeded, later attempts get its answer instead of another call; after a crash
            the call is not repeated, and a person decides whether it happened.
        name: Name of the tool; by default the function's.
        files: Whether calls need the files of the attempt in ``place.folder``.

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
        return FunctionTool(function, effect, name, files=files)
    return lambda decorated: FunctionTool(decorated, effect, name, files=files)
