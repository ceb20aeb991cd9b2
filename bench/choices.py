"""Sets of tools that are hard to choose from for small LLMs: `bench/ladder.py` offers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hocket.ports.llm import ToolSpec
from schemas import NUMBER, TEXT, WHOLE, obj, one_of, rows


@dataclass(frozen=True)
class Choice:
    """A question, the tools that are offered, and the call that answers it."""

    name: str
    question: str
    tools: tuple[ToolSpec, ...]
    tool: str
    arguments: dict[str, Any]


def tool(name: str, does: str, /, **properties: Any) -> ToolSpec:
    return ToolSpec(name, does, obj(**properties))


_READ = tool("read_file", "Reads a file.", path=TEXT)
_WRITE = tool("write_file", "Writes a file.", path=TEXT, content=TEXT)
_LIST_FILES = tool("list_files", "Lists the files of a folder.", folder=TEXT)
_MAIL = tool("send_mail", "Sends a mail.", to=TEXT, subject=TEXT)
_SEARCH = tool("search", "Searches the web.", words=TEXT)
_BOOK = tool("book_table", "Books a table.", people=WHOLE, day=one_of("Friday", "Saturday"))
_PAINT = tool("paint", "Paints a shape.", shape=obj(kind=one_of("circle", "square"), size=WHOLE))
_ADD = tool("add", "Adds numbers.", numbers=rows(NUMBER))

_FIND = tool("find_file", "Finds a file by its name.", name=TEXT)
_LAMP = tool("set_lamp", "Switches a lamp.", room=TEXT, on={"type": "boolean"})
_TAG = tool("tag", "Adds tags to a note.", note=TEXT, tags=rows(TEXT, minItems=1))
_TIME = tool("get_time", "The time now.")
_TRIP = tool(
    "plan_trip",
    "Plans a trip with its stops.",
    stops=rows(obj(city=TEXT, nights=WHOLE), minItems=1),
)

CHOICES: tuple[Choice, ...] = (
    Choice("one", "Add 2 and 3.", (_ADD,), "add", {"numbers": [2, 3]}),
    Choice("of two", "Read notes.txt.", (_WRITE, _READ), "read_file", {"path": "notes.txt"}),
    Choice(
        "of eight",
        "List the files of the folder photos.",
        (_READ, _WRITE, _LIST_FILES, _MAIL, _SEARCH, _BOOK, _PAINT, _ADD),
        "list_files",
        {"folder": "photos"},
    ),
    Choice(
        "enum",
        "Book a table for 4 people on Friday.",
        (_BOOK, _SEARCH),
        "book_table",
        {"people": 4, "day": "Friday"},
    ),
    Choice(
        "nested",
        "Paint a circle of size 5.",
        (_PAINT, _ADD),
        "paint",
        {"shape": {"kind": "circle", "size": 5}},
    ),
    Choice(
        "two texts",
        "Send a mail to ann@example.org with the subject Lunch.",
        (_SEARCH, _MAIL),
        "send_mail",
        {"to": "ann@example.org", "subject": "Lunch"},
    ),
    Choice(
        "unicode",
        "Write the word Käse to the file liste.txt.",
        (_READ, _WRITE),
        "write_file",
        {"path": "liste.txt", "content": "Käse"},
    ),
    Choice(
        "near names",
        "Find the file budget.xlsx.",
        (_READ, _LIST_FILES, _FIND, _SEARCH),
        "find_file",
        {"name": "budget.xlsx"},
    ),
    Choice(
        "yes or no",
        "Switch the lamp in the kitchen off.",
        (_LAMP, _PAINT),
        "set_lamp",
        {"room": "kitchen", "on": False},
    ),
    Choice(
        "list of texts",
        "Add the tags work and urgent to the note plan.",
        (_TAG, _WRITE),
        "tag",
        {"note": "plan", "tags": ["work", "urgent"]},
    ),
    Choice("no arguments", "What time is it now?", (_ADD, _TIME, _SEARCH), "get_time", {}),
    Choice(
        "list of objects",
        "Plan a trip with 2 nights in Rome and 3 nights in Oslo.",
        (_TRIP, _BOOK),
        "plan_trip",
        {"stops": [{"city": "Rome", "nights": 2}, {"city": "Oslo", "nights": 3}]},
    ),
)
