"""Tool calls that an LLM writes as text, which its host did not recognise.

Each family of LLMs was trained on a form of its own. A text that is nothing but calls of offered
tools, in any of these forms, is taken as these calls; so is the end of one, if a mark begins it. A
text that mentions a tool, or shows a call in a code block beside other words, is text.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.ports.llm import ToolCall

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hocket.ports.llm import ToolSpec

_SPACE = r"(?:\w+:|longcat_|\uff5cDSML\uff5c)?"
_MARKS = re.compile(
    rf"</?{_SPACE}(?:tool_?calls?|function_?calls?)>"
    r"|<\|?/?(?:tool_?calls?|function_?calls?|tool_use|tools)\|?>"
    r"|</?(?:start|end)_function_call>|<\|tools_(?:prefix|suffix)\|>"
    r"|<\|action_(?:start|end)\|>(?:\s*<\|(?:plugin|interpreter)\|>)?"
    r"|Action:\s*(?:```(?:json)?\s*)?(?=[\[{])"
    r"|\[/?(?:TOOL_CALLS|TOOL_REQUEST|END_TOOL_REQUEST)\]|<\|python_tag\|>|<\|eom_id\|>|functools(?=\[)"
    r"|<\|tool_calls?_(?:section_)?(?:begin|start|end)\|>|<\|(?:START|END)_ACTION\|>"
    r"|<\uff5ctool[\u2581_](?:calls?|outputs?)[\u2581_](?:begin|end)\uff5c>"
    r"(?:function<\uff5ctool[\u2581_]sep\uff5c>)?"
    r"|<\|start\|>assistant|<\|(?:call|end)\|>|<\|im_end\|>"
    r"|</s>|<\|eot(?:_id)?\|>|<\|end_?of_?text\|>|<end_of_turn>"
    r"|<\uff5cend\u2581of\u2581sentence\uff5c>",
    re.IGNORECASE,
)
"""What stands around calls; it says nothing itself."""

_TOOL = r"(?:(?:functions|default_api|tools|tool)\.)?(?P<name>[\w.-]+?)(?:\.call(?=\())?"
_NAMED_JSON = re.compile(
    rf"{_TOOL}(?::\d+)?\s*(?:\[CALL_ID\]\w+)?(?:\[ARGS\]|<\uff5ctool\u2581sep\uff5c>|<\|tool_call_argument_begin\|>)?"
    r"\s*(?:```(?:json)?\s*)?(?=\{)"
)
_CHANNEL = re.compile(
    rf"(?:<\|channel\|>)?\s*(?:\w+ )?to={_TOOL}\s*(?:<\|channel\|>\w*)?\s*(?:<\|constrain\|>)?"
    r"\s*(?:json|code)?\s*(?:<\|message\|>)?\s*(?=\{)"
)
_FUNCTION = re.compile(
    rf"<function(?:=|\s+name=\"){_TOOL}\"?>(?P<body>.*?)(?:</function>|\Z)", re.DOTALL
)
_INVOKE = re.compile(
    rf"<{_SPACE}invoke\s+name=\"{_TOOL}\">(?P<body>.*?)</{_SPACE}invoke>", re.DOTALL
)
_PARAMETER = re.compile(
    rf"<{_SPACE}parameter(?:=|\s+name=\")(?P<key>[\w.-]+)\"?(?:\s+string=\"\w+\")?>"
    rf"\n?(?P<value>.*?)(?:\n?</{_SPACE}parameter>|\s*(?=<{_SPACE}parameter[=\s])|\s*\Z)",
    re.DOTALL,
)
_PAIRED = re.compile(rf"{_TOOL}\s*(?P<body>(?:\s*<arg_key>.*?</arg_value>)+)", re.DOTALL)
_PAIR = re.compile(
    r"<arg_key>(?P<key>.*?)</arg_key>\s*<arg_value>(?P<value>.*?)</arg_value>", re.DOTALL
)
_ACTION = re.compile(rf"Action:\s*{_TOOL}\s*\n\s*Action Input:\s*(?=\{{)")
_CALL = re.compile(rf"call:{_TOOL}\s*(?=\{{)")
_TAGGED = re.compile(r"<(?P<name>[\w.-]+)>\s*(?=\{)")
_QUOTE = re.compile(r"<\|\"\|>|<escape>")
"""A quotation mark of LLMs whose calls are almost JSON."""

_BARE_NAME = re.compile(r"([{,]\s*)([A-Za-z_]\w*)\s*:")
_MADE_UP = re.compile(
    r"\s*(?:<\|?/?(?:tool_(?:response|result|output)s?|function_(?:results?|response)|observation)"
    r"|\[TOOL_RESULTS\]|Observation:|Tool (?:response|result|output):)",
    re.IGNORECASE,
)
"""How the results begin that an LLM makes up for its calls; nothing from there on counts."""

_SENTENCE_END = re.compile(r"(?:[.!?:)]|\u2026)[ \t]*\Z")
_AFTER_ACTION = re.compile(r"\s*\nObservation:.*\Z", re.DOTALL)
_PYTHONIC = re.compile(r"(?:print\()?[\[(]?\s*(?:\w+\.)?[\w-]+\(")
_FENCE = re.compile(r"\A\s*```[\w-]*[ \t]*\n(?P<body>.*?)\n?```\s*\Z", re.DOTALL)
_GAP = re.compile(r"(?:[\s;,]|```(?:json|tool_calls?|tool_code|python|xml)?(?=[\s<]|\Z))*")

_NAMES = ("name", "tool", "tool_name", "function", "function_name", "action", "recipient_name")
_ARGUMENTS = ("arguments", "parameters", "args", "input", "action_input", "tool_input", "params")
_HOLDERS = ("tool_calls", "tool_call", "function_call", "tool_uses")
_LIKE_CALL = re.compile(rf"\[?\s*\{{\s*['\"](?:{'|'.join((*_NAMES, *_HOLDERS))})['\"]\s*:")
"""How an object begins that may be a call, also if it is not quite JSON."""

_OF_MESSAGE = ("content", "refusal", "reasoning", "reasoning_content", "audio", "annotations")
_OTHER_KEYS = frozenset({"id", "type", "call_id", "tool_call_id", "index", "thought"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """Calls read from a text, and the text before them."""

    before: str
    calls: tuple[ToolCall, ...]


def spoken_calls(
    text: str, tools: Sequence[ToolSpec], *, marked_only: bool = False
) -> Spoken | None:
    """The calls that a text consists of; None if it is something else.

    Args:
        text: What the LLM said.
        tools: The offered tools; a call of any other is text, unless a mark shows that it is one.
        marked_only: Whether JSON without a mark is the answer, as where a schema asks for it.

    Examples:
        >>> from hocket.ports.llm import ToolSpec
        >>> add = ToolSpec("add", "Add.", {"type": "object"})
        >>> text = '<tool_call>{"name": "add", "arguments": {"a": 1}}</tool_call>'
        >>> spoken_calls(text, [add]).calls
        (ToolCall(name='add', arguments={'a': 1}, call_id='call-0', fault='', turn=''),)
        >>> spoken_calls("You could call add.", [add])
    """
    offered = {tool.name: tool.parameters for tool in tools}
    mark = _first_mark(text)
    if mark < 0 and not any(name in text for name in offered):
        return None
    parts = [("", text, mark == 0)]
    if mark > 0:
        parts.append((text[:mark].strip(), text[mark:], True))
    for before, rest, is_marked in parts:
        if marked_only and not is_marked:
            continue
        calls = _Reader(rest, offered, is_marked=is_marked).calls()
        if calls:
            numbered = (
                ToolCall(name, arguments, f"call-{index}")
                for index, (name, arguments) in enumerate(calls)
            )
            return Spoken(before, tuple(numbered))
    return None


def _first_mark(text: str) -> int:
    """Where a line or a sentence begins with the mark of a call, outside code; -1 if none does."""
    in_code = False
    forms = (_MARKS, _FUNCTION, _INVOKE, _ACTION, _CHANNEL)
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        if text.startswith("```", start):
            in_code = not in_code
        elif not in_code and any(form.match(text, start) for form in forms):
            return start
        elif not in_code and (within := _mark_within(line)) >= 0:
            return at + within
        at += len(line)
    return -1


def _mark_within(line: str) -> int:
    """Where a mark follows the end of a sentence in a line; -1 if none does."""
    starts = (mark.start() for mark in _MARKS.finditer(line) if mark.group()[0] in "<[")
    ends = (
        at for at in starts if _SENTENCE_END.search(line[:at]) and line[:at].count("`") % 2 == 0
    )
    return next(ends, -1)


class _Reader:
    """Reads one call after the other; anything else means that the text is no calls."""

    def __init__(
        self, text: str, offered: Mapping[str, Mapping[str, Any]], *, is_marked: bool
    ) -> None:
        fence = _FENCE.match(text)
        text = fence["body"] if fence else text
        self._text = _AFTER_ACTION.sub("", text) if is_marked else text
        self._offered = offered
        self._is_marked = is_marked
        self._begins_marked = is_marked
        self._is_closed = False
        """Whether the text begins with a mark, and the last call ended with one."""

    def calls(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The calls; none if there is anything else, or a tool that was not offered."""
        calls: list[tuple[str, Mapping[str, Any]]] = []
        at = self._skip(0)
        while at < len(self._text):
            if calls and self._is_marked and _MADE_UP.match(self._text, at):
                break
            step = self._one(at)
            if step is None and calls and self._is_closed:
                break  # what the LLM expects of the call that it made
            if step is None or not self._are_meant(name for name, _ in step[0]):
                return []
            calls += step[0]
            at = self._skip(step[1])
        return calls

    def _are_meant(self, names: Iterable[str]) -> bool:
        """Whether they are tools; behind a mark any name is, and the LLM learns that it is none."""
        return self._is_marked or all(name in self._offered for name in names)

    def _skip(self, at: int) -> int:
        self._is_closed = False
        while True:
            gap = _GAP.match(self._text, at)
            end = gap.end() if gap else at
            mark = _MARKS.match(self._text, end)
            if mark is None:
                return end
            self._is_marked = True
            self._is_closed = self._begins_marked and mark.group()[:2] in ("</", "<|", "[E", "[/")
            at = mark.end()

    def _one(self, at: int) -> tuple[list[tuple[str, Mapping[str, Any]]], int] | None:
        """The calls of the form that begins here, and where it ends."""
        if self._text[at] in "{[":
            value, end = _decoded(self._text, at)
            if value is None and (self._is_marked or self._resembles_calls(at)):
                value, end = self._repaired(at)
            calls = _calls_of(value, self._offered, is_marked=self._is_marked)
            return (calls, end) if calls else self._pythonic(at)
        if match := _CALL.match(self._text, at):
            value, end = self._repaired(match.end())
            return ([(match["name"], value)], end) if isinstance(value, dict) else None
        if match := _TAGGED.match(self._text, at):
            return self._tagged(match)
        for form in (_ACTION, _CHANNEL, _NAMED_JSON):
            match = form.match(self._text, at)
            if match:
                value, end = _decoded(self._text, match.end())
                return ([(match["name"], value)], end) if isinstance(value, dict) else None
        for form, pairs in ((_FUNCTION, _PARAMETER), (_INVOKE, _PARAMETER), (_PAIRED, _PAIR)):
            match = form.match(self._text, at)
            if match:
                return [(match["name"], self._arguments(match, pairs))], match.end()
        return self._pythonic(at)

    def _tagged(
        self, match: re.Match[str]
    ) -> tuple[list[tuple[str, Mapping[str, Any]]], int] | None:
        """A call that stands between tags with the name of its tool."""
        name = match["name"]
        value, end = _decoded(self._text, match.end())
        closing = re.compile(rf"\s*</{re.escape(name)}>").match(self._text, end)
        if closing is None or not isinstance(value, dict):
            return None
        return [(name, value)], closing.end()

    def _resembles_calls(self, at: int) -> bool:
        """Whether the rest, from its first to its last bracket, begins like a call."""
        return self._text.rstrip().endswith(("}", "]")) and bool(_LIKE_CALL.match(self._text, at))

    def _repaired(self, at: int) -> tuple[Any, int]:
        """What is almost JSON, up to the next mark."""
        from json_repair import repair_json  # noqa: PLC0415 - rarely needed and slow to import

        mark = _MARKS.search(_QUOTE.sub(lambda quote: " " * len(quote.group()), self._text), at)
        end = mark.start() if mark else len(self._text)
        return repair_json(_with_quotes(self._text[at:end]), return_objects=True), end

    def _arguments(self, match: re.Match[str], pairs: re.Pattern[str]) -> Mapping[str, Any]:
        body = match["body"].strip()
        if body.startswith("{"):
            value, _ = _decoded(body, 0)
            return value if isinstance(value, dict) else {}
        properties = self._offered.get(match["name"], {}).get("properties") or {}
        return {
            m["key"]: _typed(m["value"], properties.get(m["key"])) for m in pairs.finditer(body)
        }

    def _pythonic(self, at: int) -> tuple[list[tuple[str, Mapping[str, Any]]], int] | None:
        """The rest as calls in Python, as in ``add(a=1)`` or ``[add(a=1), sub(b=2)]``."""
        rest = _MARKS.sub("", self._text[at:]).strip()
        if not _PYTHONIC.match(rest):
            return None
        try:
            calls = [call for node in ast.parse(rest).body for call in self._python_calls(node)]
        except (SyntaxError, TypeError, ValueError, RecursionError, MemoryError):
            return None
        return (calls, len(self._text)) if calls else None

    def _python_calls(self, node: ast.AST) -> list[tuple[str, Mapping[str, Any]]]:
        if isinstance(node, ast.Expr):
            return self._python_calls(node.value)
        if isinstance(node, ast.List | ast.Tuple):
            return [call for part in node.elts for call in self._python_calls(part)]
        if not isinstance(node, ast.Call):
            raise TypeError
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if name == "call" and isinstance(node.func, ast.Attribute):
            name = ast.unparse(node.func.value)
        if name == "print" and len(node.args) == 1:
            return self._python_calls(node.args[0])
        values = [ast.literal_eval(argument) for argument in node.args]
        named = {k.arg: ast.literal_eval(k.value) for k in node.keywords if k.arg}
        if len(values) == 1 and isinstance(values[0], dict) and not named:
            return [(name, values[0])]
        order = list(self._offered.get(name, {}).get("properties") or {})
        if len(values) > len(order):
            raise ValueError
        return [(name, {**dict(zip(order, values, strict=False)), **named})]


def _refuse(name: str) -> Any:
    message = f"{name} is not JSON"
    raise ValueError(message)


_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse)


def _decoded(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins here, and where it ends; None if there is none."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at


def _calls_of(
    value: Any, offered: Collection[str], *, is_marked: bool
) -> list[tuple[str, Mapping[str, Any]]]:
    """The calls that a JSON value describes; none if it is other data."""
    if isinstance(value, list):
        each = [_calls_of(part, offered, is_marked=is_marked) for part in value]
        return [call for calls in each for call in calls] if all(each) else []
    if not isinstance(value, dict):
        return []
    return _calls_of_object(value, offered, is_marked=is_marked)


def _calls_of_object(
    value: Mapping[str, Any], offered: Collection[str], *, is_marked: bool
) -> list[tuple[str, Mapping[str, Any]]]:
    if (held := _held_in(value)) is not None:
        return _calls_of(held, offered, is_marked=is_marked)
    if is_marked and len(value) == 1 and not value.keys().isdisjoint(offered):
        return [pair for pair in value.items() if isinstance(pair[1], dict)]
    function = value.get("function")
    if isinstance(function, dict) and _is_only(value, "function"):
        return _calls_of(function, offered, is_marked=is_marked)
    name = next((key for key in _NAMES if isinstance(value.get(key), str)), "")
    given = next((key for key in _ARGUMENTS if key in value), "")
    if not name or not (given or is_marked) or not _is_only(value, name, given):
        return []
    arguments = value.get(given) or {}
    if isinstance(arguments, str):
        arguments, _ = _decoded(arguments, 0)
    short = re.sub(r"\A(?:functions|default_api|tools)\.", "", value[name])
    return [(short, arguments)] if isinstance(arguments, dict) else []


def _held_in(value: Mapping[str, Any]) -> Any:
    """The calls in an object that is nothing else, or that is a message without words."""
    said = {k for k, part in value.items() if k != "role" and (part or k not in _OF_MESSAGE)}
    return value[said.pop()] if len(said) == 1 and said <= set(_HOLDERS) else None


def _with_quotes(text: str) -> str:
    """Text with its names and strings in quotation marks, as JSON has them."""
    parts = _QUOTE.split(text)
    if len(parts) == 1 and ('"' in text or "'" in text):
        return text
    return "".join(
        json.dumps(part) if number % 2 else _BARE_NAME.sub(r'\1"\2":', part)
        for number, part in enumerate(parts)
    )


def _is_only(value: Mapping[str, Any], *keys: str) -> bool:
    return set(value) - _OTHER_KEYS <= set(keys)


def _typed(text: str, schema: Any) -> Any:
    """A value written between tags: text where the tool wants text, else JSON if it is some."""
    if isinstance(schema, dict) and schema.get("type") == "string":
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
