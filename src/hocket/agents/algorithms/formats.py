"""Formats of data and settings, and checks of what people type."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

FORMATS = (
    Algorithm(
        "password_strength",
        r"passwords?(?!.*\brandom)(?=.*\b(?:strength|strong|weak|secure|rules?|valid\w*"
        r"|at least|upper ?case"
        r"|special|digits?|longer|characters)\b)|(?:strength|strong)(?=.*\bpasswords?\b)",
        r"upper ?case|lower ?case|digits?|special",
        "Write passwords.py with problems(password): a list of what the password lacks, in this "
        "order: 'at least 8 characters', 'a lower-case letter', 'an upper-case letter', 'a digit', "
        "'a special character'; and is_strong(password): whether it lacks nothing.",
        """\
def problems(password):
    missing = []
    if len(password) < 8:
        missing.append("at least 8 characters")
    if not any(sign.islower() for sign in password):
        missing.append("a lower-case letter")
    if not any(sign.isupper() for sign in password):
        missing.append("an upper-case letter")
    if not any(sign.isdigit() for sign in password):
        missing.append("a digit")
    if not any(not sign.isalnum() and not sign.isspace() for sign in password):
        missing.append("a special character")
    return missing


def is_strong(password):
    return not problems(password)""",
    ),
    Algorithm(
        "email_check",
        r"e-?mail(?: address(?:es)?)?(?=.*\b(?:valid\w*|check\w*|looks?|correct|well[- ]?formed"
        r"|plausible)\b)|(?:valid\w*|check\w*|plausible|well[- ]?formed|is"
        r"|looks like)(?= (?:an |the "
        r"|of |that |a )*e-?mail)",
        r"domain|at sign|@",
        "Write emails.py with is_email(text): whether the text looks like an e-mail address: one "
        "@ with a name before it and a domain of at least two parts after it, without spaces and "
        "without a dot at the start or end of a part or next to another.",
        r"""import re

NAME = r"[\w!#$%&'*+/=?^`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
EMAIL = re.compile(rf"{NAME}(?:\.{NAME})*@(?:{LABEL}\.)+[A-Za-z]{{2,}}", re.ASCII)


def is_email(text):
    return EMAIL.fullmatch(text) is not None  # fullmatch: the whole text""",
    ),
    Algorithm(
        "ipv4",
        r"ip ?v?4|ip[- ]?addres\w*(?!.*\b(?:log|cidr|network|subnet)\b)|(?:is|valid) ip"
        r"|dotted (?:quad"
        r"|decimal)",
        r"valid|octets?|255|leading zeros?",
        "Write ip.py with is_ipv4(text): whether the text is an IPv4 address: four numbers from 0 "
        "to 255 with dots between, without leading zeros; and to_number(text), the address as one "
        "number. For what is no address it raises ValueError.",
        """\
def is_ipv4(text):
    parts = text.split(".")
    return len(parts) == 4 and all(
        part.isascii() and part.isdigit() and int(part) <= 255 and part == str(int(part))
        for part in parts
    )


def to_number(text):
    if not is_ipv4(text):
        raise ValueError(f"no IPv4 address: {text}")
    number = 0
    for part in text.split("."):
        number = number * 256 + int(part)
    return number""",
    ),
    Algorithm(
        "cidr",
        r"cidr|sub ?net\w*|(?:address|ip)(?= (?:is |lies |belongs )?(?:in|within|to) (?:a |the )"
        r"(?:network|range|block))|network mask|netmask",
        r"network|mask|/24|ip",
        "Write network.py with contains(network, address): whether an IPv4 address is in a "
        "network like '192.168.0.0/24', and size(network), how many addresses it has. A prefix "
        "that is not from 0 to 32 raises ValueError.",
        """\
def to_number(address):
    number = 0
    for part in address.split("."):
        number = number * 256 + int(part)
    return number


def parse(network):
    address, prefix = network.split("/")
    if not 0 <= int(prefix) <= 32:
        raise ValueError(f"no such prefix: {prefix}")
    return to_number(address), 32 - int(prefix)  # the bits of the hosts


def contains(network, address):
    start, host_bits = parse(network)
    return to_number(address) >> host_bits == start >> host_bits


def size(network):
    return 2 ** parse(network)[1]""",
    ),
    Algorithm(
        "compare_versions",
        r"version\.py(?=.*\bcompare\b)|(?:compar\w+|newer|latest|newest|sort\w*|older|higher"
        r"|which) (?:\w+ ){0,3}versions?"
        r"(?: numbers?| strings?)?|versions?(?= .*\b(?:newer|older|compar\w+|1\.10|1\.2\.10)\b)"
        r"|semver|semantic version\w*|version (?:compar\w+|numbers)",
        r"newer|older|-1",
        "Write versions.py with compare(first, second): -1, 0 or 1 if the first version, such as "
        "'1.10.2', is older than, the same as or newer than the second. Missing parts count as 0, "
        "so '1.0' is the same as '1'.",
        """\
def compare(first, second):
    left = [int(part) for part in first.split(".")]
    right = [int(part) for part in second.split(".")]
    length = max(len(left), len(right))
    left += [0] * (length - len(left))
    right += [0] * (length - len(right))
    return (left > right) - (left < right)  # numbers, so that 10 is more than 9""",
    ),
    Algorithm(
        "csv_line",
        r"csv(?: \w+)? (?:lines?|rows?|records?)(?=.*\b(?:quot\w*|commas?)\b)"
        r"|(?:pars\w+|split\w*)(?: \w+){0,3} csv(?!.*\b(?:sum|column named|average)\b)"
        r"|(?:commas? (?:in|within|inside|between) (?:\w+ )?quot\w+)|quoted (?:csv )?fields?",
        r"quot(?:es|ed|ation marks)|commas?|fields?",
        "Write csv_line.py with parse_line(line): the fields of one line of CSV. A field in double "
        "quotes may contain commas, and a doubled quote in it stands for one. A quote that is not "
        "closed raises ValueError.",
        """\
def parse_line(line):
    fields = []
    field = ""
    quoted = False
    place = 0
    while place < len(line):
        sign = line[place]
        if quoted and line[place : place + 2] == '""':
            field += '"'
            place += 1
        elif sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            fields.append(field)
            field = ""
        else:
            field += sign
        place += 1
    if quoted:
        raise ValueError("a quote is not closed")
    return [*fields, field]""",
    ),
    Algorithm(
        "ini_file",
        r"\.?ini(?: files?| text| format| parser| configuration)?"
        r"|sections?(?= .*\b(?:square brackets|\[\w+\]))|\[sections?\]",
        r"sections?|comments?|configparser",
        "Write ini.py with parse_ini(text): a dict of dicts, from each section '[name]' to its "
        "'key = value' lines, all values as text. Empty lines and lines that begin with ; or # "
        "are skipped. A key before any section or a line without = raises ValueError.",
        """\
def parse_ini(text):
    sections = {}
    current = None
    for line in text.splitlines():
        line = line.strip()
        if not line or line[0] in ";#":
            continue
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1].strip(), {})
        elif "=" in line and current is not None:
            key, value = line.split("=", maxsplit=1)  # a value may contain =
            current[key.strip()] = value.strip()
        else:
            raise ValueError(f"unexpected line: {line}")
    return sections""",
    ),
    Algorithm(
        "key_value_config",
        r"key ?= ?value|key[- ]value (?:pairs?|lines?|config\w*|files?)(?!.*\b(?:store|database)\b)"
        r"|(?:\.env|dot ?env|env files?)|(?:config\w*|settings)(?= .*\b(?:name|key) ?= ?value)"
        r"|(?:pars\w+|read\w*)(?!.*\b(?:json|yaml|toml|xml)\b) (?:\w+ ){0,2}(?:config"
        r"|settings|configuration)(?: text| lines"
        r"| file)?",
        r"comments?|true|typed?",
        "Write settings.py with parse_config(text): a dict of 'key=value' lines. 'true' and "
        "'false' become bool, whole numbers int, other numbers float, all else text. Empty lines "
        "and lines that begin with # are skipped; a line without = raises ValueError.",
        """\
def convert(text):
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def parse_config(text):
    config = {}
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, equals, value = line.partition("=")  # at the first =
        if not equals:
            raise ValueError(f"no = in line: {line}")
        config[key.strip()] = convert(value.strip())
    return config""",
    ),
    Algorithm(
        "query_string",
        r"\w+=\w+&\w+=\S*|query[- ]?(?:strings?|parameters?|params?)|(?:parameters"
        r"|params) of (?:a |an |the )?url"
        r"|url (?:query|parameters|params)",
        r"percent|encod\w+|decod\w+|&",
        "Write query.py with parse_query(query): a dict from each name in 'a=1&b=x%20y' to the "
        "list of its values, decoded, + as a space; and build_query(values), the query string of a "
        "dict. A leading ? is ignored.",
        """\
from urllib.parse import quote_plus, unquote_plus


def parse_query(query):
    values = {}
    for part in query.removeprefix("?").split("&"):
        if part:
            name, _, value = part.partition("=")  # split first, decode then
            values.setdefault(unquote_plus(name), []).append(unquote_plus(value))
    return values


def build_query(values):
    return "&".join(
        f"{quote_plus(str(name))}={quote_plus(str(value))}" for name, value in values.items()
    )""",
    ),
    Algorithm(
        "html_escape",
        r"(?:escap\w+|unescap\w+) (?:\w+ ){0,4}html|html[- ](?:escap\w+|unescap\w+|entit\w+)"
        r"|&(?:amp|lt|gt|quot);|(?:strip|remov)\w* (?:\w+ ){0,2}html tags?",
        r"&|entit(?:y|ies)|quotes?",
        "Write escaping.py with escape(text) and unescape(text): & < > \" ' of HTML as &amp; &lt; "
        "&gt; &quot; &#39; and back, without the html module.",
        """\
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escape(text):
    return "".join(ENTITIES.get(sign, sign) for sign in text)


def unescape(text):
    for sign, entity in reversed(ENTITIES.items()):  # & last: &amp;lt; is &lt;
        text = text.replace(entity, sign)
    return text""",
    ),
    Algorithm(
        "flatten_dict",
        r"flatten\w*(?=.*\b(?:dict\w*|json|keys?|objects?)\b)|nested (?:dict\w*"
        r"|json)(?= .*\b(?:dots?"
        r"|dotted|flat))|dotted (?:keys?|paths?)|keys? joined",
        r"dots?|dotted|nested|separator",
        "Write flat_dict.py with flatten(data): a nested dict as a flat one with keys joined by "
        "dots: {'a': {'b': 1}} is {'a.b': 1}. Items of lists have their position as key; empty "
        "dicts and lists stay as values.",
        """\
def flatten(data, prefix=""):
    flat = {}
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        path = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, (dict, list)) and value:
            flat.update(flatten(value, path))
        else:
            flat[path] = value
    return flat""",
    ),
    Algorithm(
        "log_lines",
        r"(?:web |server |access |error )?log(?:s|files?)? ?(?:lines?|entr(?:y|ies)|files?"
        r"|records?)"
        r"(?!.*\blogarithm)|log ?files?(?=.*\b(?:pars\w+|count\w*|errors?|analy\w+"
        r"|levels?)\b)|log levels?|(?:info|error|warning)(?=,? (?:and |or )?(?:error|warning"
        r"|info)\b)|pars\w+ (?:\w+ ){0,2}logs?",
        r"timestamps?|levels?|errors?",
        "Write logs.py with parse_line(line) and count_levels(text). A line is '2024-05-01 "
        "12:30:00 ERROR Disk full'; parse_line returns a dict with 'time', 'level' and 'message', "
        "or None for another line. count_levels returns how many lines have each level.",
        r"""import re

LINE = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}) ([A-Z]+) (.*)")


def parse_line(line):
    match = LINE.fullmatch(line.strip())
    if match is None:
        return None
    time, level, message = match.groups()
    return {"time": time, "level": level, "message": message}


def count_levels(text):
    counts = {}
    for line in text.splitlines():
        entry = parse_line(line)
        if entry is not None:
            counts[entry["level"]] = counts.get(entry["level"], 0) + 1
    return counts""",
    ),
)
"""What people ask for most often stands first."""
