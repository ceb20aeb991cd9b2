"""Texts with a grammar: expressions, patterns and lines that are read by rules."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

PARSING = (
    Algorithm(
        "balanced_brackets",
        r"balanced(?=\(| ?brackets)|(?:balanced|matching|matched|valid|properly (?:nested"
        r"|closed)) (?:brackets|parenthes[ei]s"
        r"|braces)|(?:brackets|parenthes[ei]s|braces)(?= .*\b(?:balanced?|match\w*|nested|closed))"
        r"|balance of (?:brackets|parenthes[ei]s)|valid parenthes[ei]s",
        r"closed|nested",
        "Write brackets.py with is_balanced(text): whether all brackets ( ) [ ] { } in the text "
        "are closed in the right order. Other characters are ignored.",
        """\
OPENING = {")": "(", "]": "[", "}": "{"}


def is_balanced(text):
    still_open = []
    for sign in text:
        if sign in OPENING.values():
            still_open.append(sign)
        elif sign in OPENING and (not still_open or still_open.pop() != OPENING[sign]):
            return False
    return not still_open  # nothing is left open""",
    ),
    Algorithm(
        "infix_calculator",
        r"(?:evaluat\w+|calculat\w+|comput\w+|pars\w+) (?:\w+ ){0,4}(?:expressions?|formulas?)"
        r"(?!.*\b(?:rpn|postfix|reverse polish|stdin|standard input)\b)"
        r"|(?:arithmetic|mathematical|infix|math) expressions?"
        r"|(?:operator )?precedence|multiplication before addition",
        r"parenthes[ei]s|operators?|brackets|eval",
        "Write calculator.py with evaluate(expression): the value of an arithmetic expression "
        "of numbers, + - "
        "* /, parentheses and signs, such as '2 + 3 * (4 - 1)', without eval. What is no "
        "expression raises ValueError; division by zero raises ZeroDivisionError.",
        """\
import re


def evaluate(expression):
    tokens = re.findall(r"\\d+\\.?\\d*|\\S", expression) + [""]  # "" marks the end
    value = total(tokens)
    if tokens != [""]:
        raise ValueError(f"unexpected {tokens[0]!r}")
    return value


def total(tokens):
    value = product(tokens)
    while tokens[0] in ("+", "-"):
        if tokens.pop(0) == "+":
            value += product(tokens)
        else:
            value -= product(tokens)
    return value


def product(tokens):
    value = factor(tokens)
    while tokens[0] in ("*", "/"):
        if tokens.pop(0) == "*":
            value *= factor(tokens)
        else:
            value /= factor(tokens)
    return value


def factor(tokens):
    token = tokens[0]
    if token == "":
        raise ValueError("unexpected end")
    tokens.pop(0)
    if token in ("+", "-"):  # a sign
        value = factor(tokens)
        return -value if token == "-" else value
    if token == "(":
        value = total(tokens)
        if tokens.pop(0) != ")":
            raise ValueError("missing )")
        return value
    return float(token) if "." in token else int(token)  # ValueError if it is no number""",
    ),
    Algorithm(
        "rpn",
        r"rpn|reverse polish\w*|post ?fix",
        r"stack|operators?",
        "Write rpn.py with evaluate(expression): the value of an expression in reverse Polish "
        "notation with + - * /, such as '3 4 + 2 *'. What is no such expression raises "
        "ValueError.",
        """\
import operator

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def evaluate(expression):
    stack = []
    for token in expression.split():
        if token in OPERATORS:
            if len(stack) < 2:
                raise ValueError(f"too few numbers before {token}")
            right = stack.pop()  # the second operand is on top
            left = stack.pop()
            stack.append(OPERATORS[token](left, right))
        else:
            stack.append(float(token))
    if len(stack) != 1:
        raise ValueError("there must be one result")
    return stack[0]""",
    ),
    Algorithm(
        "infix_to_rpn",
        r"shunting[- ]?yard|infix to (?:post ?fix|rpn|reverse polish)"
        r"|(?:infix|expression)(?=.*\b(?:into|to|in) (?:post ?fix|rpn|reverse polish))",
        r"convert\w*|precedence|infix|post ?fix|rpn",
        "Write postfix.py with to_postfix(expression): an infix expression of numbers, names, + - "
        "* / and parentheses in reverse Polish notation, with spaces between (shunting yard). "
        "Unbalanced parentheses raise ValueError.",
        """\
import re

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def to_postfix(expression):
    output = []
    stack = []
    for token in re.findall(r"[\\w.]+|\\S", expression):
        if token in PRECEDENCE:
            while stack and PRECEDENCE.get(stack[-1], 0) >= PRECEDENCE[token]:
                output.append(stack.pop())
            stack.append(token)
        elif token == "(":
            stack.append(token)
        elif token == ")":
            while stack and stack[-1] != "(":
                output.append(stack.pop())
            if not stack:
                raise ValueError("missing (")
            stack.pop()
        else:
            output.append(token)
    if "(" in stack:
        raise ValueError("missing )")
    return " ".join(output + stack[::-1])""",
    ),
    Algorithm(
        "tokenizer",
        r"tokeni[sz]e\w*(?! sentences)|lexer|lexical (?:analy\w+|scanner)|tokens(?= .*\b(?:numbers?"
        r"|operators?|names?|identifiers?|kind))",
        r"identifiers?|operators?|kinds?",
        "Write tokenizer.py with tokenize(source): a list of pairs (kind, text) with the kinds "
        "'number', 'name' and 'operator' (one of + - * / = ( )). Spaces are skipped; any other "
        "character raises ValueError.",
        """\
import re

TOKEN = re.compile(r"\\s*(?:(\\d+(?:\\.\\d+)?)|([A-Za-z_]\\w*)|([-+*/=()]))")


def tokenize(source):
    source = source.rstrip()
    tokens = []
    place = 0
    while place < len(source):
        match = TOKEN.match(source, place)
        if not match:
            raise ValueError(f"unexpected {source[place:].lstrip()[0]!r}")
        kind = ("number", "name", "operator")[match.lastindex - 1]
        tokens.append((kind, match.group(match.lastindex)))
        place = match.end()
    return tokens""",
    ),
    Algorithm(
        "wildcard_match",
        r"wild ?cards?|glob(?:bing)?|(?:\* (?:for|stands for|means|matches) any)"
        r"|question mark(?= (?:for|stands|means|matches) (?:\w+ )*(?:one|any|single))",
        r"patterns?|match\w*",
        "Write wildcards.py with matches(pattern, text): whether the whole text matches the "
        "pattern, in which * stands for any characters, also none, and ? for exactly one. "
        "No modules are used.",
        """\
def matches(pattern, text):
    if not pattern:
        return not text
    if pattern[0] == "*":
        # the star stands for nothing, or for one character and maybe more
        return matches(pattern[1:], text) or (text != "" and matches(pattern, text[1:]))
    if text and pattern[0] in ("?", text[0]):
        return matches(pattern[1:], text[1:])
    return False""",
    ),
    Algorithm(
        "markdown_to_html",
        r"mark ?down(?!.*\b(?:prices?|discount)\b)",
        r"html|headings?|bold",
        "Write markdown.py with to_html(text) for a simple Markdown: '# ' to '###### ' are "
        "headings, '- ' list items, **bold**, *italic* and [text](address), and other lines "
        "paragraphs. Special characters of HTML are escaped; empty lines end a list.",
        r"""import html
import re


def inline(text):
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)  # before the single star
    text = re.sub(r"\*(.+?)\*", r"<em>\1</em>", text)
    return re.sub(r"\[(.+?)\]\((.+?)\)", r'<a href="\2">\1</a>', text)


def to_html(text):
    lines = []
    in_list = False
    for line in text.splitlines():
        is_item = line.startswith("- ")
        if is_item != in_list:
            lines.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        heading = re.match(r"(#{1,6}) (.+)", line)
        if is_item:
            lines.append(f"<li>{inline(line[2:])}</li>")
        elif heading:
            level = len(heading.group(1))
            lines.append(f"<h{level}>{inline(heading.group(2))}</h{level}>")
        elif line.strip():
            lines.append(f"<p>{inline(line)}</p>")
    if in_list:
        lines.append("</ul>")
    return "\n".join(lines)""",
    ),
    Algorithm(
        "fill_template",
        r"templates?(?=.*\b(?:placeholders?|fill\w*|substitut\w*|replac\w*|variables?|\{+\w*\}+"
        r"|render\w*|values?)(?!\w))|place ?holders?|\{\{ ?\w+ ?\}\}",
        r"unknown|missing|render\w*",
        "Write templates.py with fill(template, values): each placeholder like {{name}}, also with "
        "spaces in the braces, is replaced by the value of that name. A name without a value "
        "raises KeyError.",
        """\
import re


def fill(template, values):
    def value_of(match):
        return str(values[match.group(1)])

    return re.sub(r"\\{\\{\\s*(\\w+)\\s*\\}\\}", value_of, template)""",
    ),
)
"""What people ask for most often stands first."""
