"""The tables of the worked examples, as they are described to the LLM."""

from dataclasses import replace

from hocket.agents.ways.examples.nouns import Sheet

TOWNS = Sheet(
    "towns",
    "- 'town': text, all different, such as 'Aldea', 'Brook', 'Carr'\n"
    "- 'region': text, 'North' (120), 'South' (101), 'East' (91)\n"
    "- 'people': integer, 12 to 88123, 3 missing\n"
    "- 'founded': integer, 1204 to 1990",
)
CLINICS = Sheet(
    "clinics",
    "- 'town': text, 301 values, such as 'Aldea', 'Brook', 'Carr'\n"
    "- 'year': integer, 2015 (301), 2020 (301)\n"
    "- 'visits': integer, 4 to 30411",
)
RIVER = Sheet(
    "river",
    "- 'month': date, 1999-01-01 to 2018-12-01\n"
    "- 'level': number, 0.4 to 7.9\n"
    "- 'gauge': text, 'Mill' (120), 'Weir' (120)",
)
SPRING = Sheet(
    "spring",
    "- 'month': date, 1961-01-01 to 2019-12-01\n- 'level': number, 0.2 to 4.1",
)
HARVEST = Sheet(
    "harvest",
    "- 'farm': text, 14 values, such as 'Brook', 'Dale', 'Hill'\n"
    "- 'month': date, 2022-01-01 to 2022-12-01\n"
    "- 'fruit': text, 'Apples' (160), 'Pears' (148), 'Plums' (101)\n"
    "- 'crates': integer, 0 to 410",
)
SWIMS = Sheet(
    "swims",
    "- 'name': text, 31 values, such as 'Ada', 'Bo', 'Cy'\n"
    "- 'length': integer, 50 (62), 100 (62), 200 (58)\n"
    "- 'season': integer, 2021 (91), 2022 (91)\n"
    "- 'seconds': number, 24.8 to 171.3",
)
BIDS = Sheet(
    "bids",
    "- 'lot': integer, 1 to 250\n"
    "- 'bidder': text, 'Ash' (250), 'Birch' (250), 'Cedar' (250)\n"
    "- 'price': number, 10.5 to 990\n"
    "- 'won': integer, 0 (500), 1 (250)",
)
SHOPS = Sheet(
    "shops",
    "- 'shop': text, all different, such as 'Arc', 'Bel', 'Cor'\n"
    "- 'city': text, 'Lund' (20), 'Oulu' (18)",
)
SALES = Sheet(
    "sales",
    "- 'shop': text, 38 values, such as 'Arc', 'Bel', 'Cor'\n"
    "- 'year': integer, 2005 to 2022\n"
    "- 'amount': number, 20.5 to 900, 4 missing",
)
MILLS = Sheet(
    "mills",
    "- 'mill': text, 12 values, such as 'Abbey', 'Bridge', 'Corner'\n"
    "- 'year': integer, 1975 to 2020\n"
    "- 'flour': number, 3.5 to 310",
)
STAFF = Sheet(
    "staff",
    "- 'name': text, all different, such as 'Ann', 'Bob', 'Cleo'\n"
    "- 'team': text, 'Kitchen' (14), 'Garden' (11), 'Office' (9)\n"
    "- 'pay': integer, 1800 to 4400\n"
    "- 'hours': number, 10 to 42.5, 2 missing\n"
    "- 'ends': date, 2021-01-31 to 2024-12-31, 25 missing",
)
RINGS = Sheet("rings", "- 'time': datetime, 2023-01-02 08:14:00 to 2023-12-30 19:05:00")
RAIN = Sheet(
    "rain",
    "- 'station': text, 'Dale' (40), 'Fell' (40), 'Moor' (40)\n"
    "- 'year': integer, 1980 to 2019\n"
    "- 'jan', 'feb' … 'dec' (12 columns): number, 0 to 310.5",
    "_long",
    "the same, with one row for each month",
    "- 'station': as above\n- 'year': as above\n"
    "- 'month': date, the first of each month\n- 'value': number",
)
NOTES = Sheet(
    "notes",
    "- 'guest': text, such as ' ida FALK', 'Jon Berg '\n"
    "- 'day': text, such as '3.2.2024', '2024-02-05', '7 Feb 2024'\n"
    "- 'paid': text, such as '12,50 EUR', '8.00', 'total 310.20'",
)
MINES = Sheet(
    "mines",
    "- 'year': integer, 1980 to 2020\n- 'coal': number, 2 to 97.5\n- 'iron': number, 0.5 to 41\n"
    "- 'zinc': number, 1.5 to 60.5",
    "_long",
    "the same, with one row for each mineral",
    "- 'year': as above\n- 'mineral': text, the names of the columns 'coal', 'iron' … 'zinc'\n"
    "- 'value': number, 0.5 to 97.5",
)
TILLS = Sheet(
    "tills",
    "- 'time': datetime, 2023-05-02 08:00:00 to 2023-05-02 20:30:00\n"
    "- 'visitors': integer, 3 to 61\n"
    "- 'buyers': integer, 0 to 30",
)
BOOKS = Sheet(
    "books",
    "- 'number': integer, all different, 1 to 900\n"
    "- 'title': text, all different, such as 'Reeds', 'Salt', 'The Mill'\n"
    "- 'printed': integer, 1871 to 2019",
)
LOANS = Sheet(
    "loans",
    "- 'book': integer, 640 values, 2 to 897\n- 'day': date, 2021-01-04 to 2023-12-29",
)
FERRIES = Sheet(
    "ferries",
    "- 'number': text, all different, such as 'F100', 'F101', 'F102'\n"
    "- 'left': text, 'Isle' (90), 'Pier' (71), 'Quay' (64)\n"
    "- 'reached': text, 'Pier' (82), 'Isle' (77), 'Quay' (66)\n"
    "- 'cars': integer, 0 to 40",
)
TANKS = Sheet(
    "tanks",
    "- 'day': date, 2021-12-01 to 2023-02-01\n"
    "- 'litres_read': integer, 3 to 9120\n"
    "'litres_read' is read from a counter that rises from row to row; a new counter begins in "
    "row 9.",
)
TICKETS = Sheet(
    "tickets",
    "- 'time': datetime, 2024-03-04T08:00:12 to 2024-03-08T17:31:40\n"
    "- 'event': text, 'ticket <ticket> closed' (61), 'ticket <ticket> dropped' (20), "
    "'ticket <ticket> opened team=<team> parts=<parts> each=<each>' (84)\n"
    "- 'ticket': integer, 410 to 493\n"
    "- 'team': text, 'Ash' (31), 'Elm' (28), 'Oak' (25), 81 missing\n"
    "- 'parts': integer, 1 to 9, 81 missing\n"
    "- 'each': integer, 2 to 40, 81 missing",
)
TICKETS_BY_CASE = replace(
    TICKETS,
    form="_by_ticket",
    holds="the events of each 'ticket' in one row, with the time of each that happened and the "
    "last one as 'event'",
    fields="- 'ticket': integer, 410 to 493\n"
    "- 'team': text, 'Ash' (31), 'Elm' (28), 'Oak' (25)\n"
    "- 'parts': integer, 1 to 9\n"
    "- 'each': integer, 2 to 40\n"
    "- 'opened_at': datetime, 2024-03-04T08:00:12 to 2024-03-08T15:12:07\n"
    "- 'closed_at': datetime, 2024-03-04T08:31:09 to 2024-03-08T17:31:40, 23 missing\n"
    "- 'dropped_at': datetime, 2024-03-04T09:02:55 to 2024-03-08T16:40:31, 64 missing\n"
    "- 'event': text, 'closed' (61), 'dropped' (20), 'opened' (3)",
)
FERRIES_BY_SIDE = replace(
    FERRIES,
    form="_sides",
    holds="the same, with each row twice, once for its 'left' and once for its 'reached'",
    fields="- 'side': text, 'left' or 'reached'\n"
    "- 'name': text, what the row has as its side\n"
    "- 'other': text, what it has as the other one\n"
    "- the other columns as above",
)
TERMS = Sheet(
    "terms",
    "- 'name': text, 31 values, such as 'Ada', 'Bo', 'Cy'\n"
    "- 'office': text, 'Chair' (22), 'Clerk' (19)\n"
    "- 'begins': date, 1990-02-01 to 2022-10-03\n"
    "- 'ends': date, 1991-03-31 to 2024-12-31",
)
HIVES = Sheet(
    "hives",
    "- 'hive': text, 28 values, such as 'A1', 'A2', 'B1'\n"
    "- 'yard': text, 'Hill' (30), 'Mill' (28), 'Dene' (26)\n"
    "- 'year': integer, 2019 to 2021\n"
    "- 'honey': number, 2.5 to 41.8",
    form="_wide",
    holds="one row for each 'hive', one column for each 'year'",
    fields="- 'hive', 'yard': as above\n"
    "- '2019': the 'honey' of 2019\n"
    "- '2020': the 'honey' of 2020\n"
    "- '2021': the 'honey' of 2021",
)
BOATS = Sheet(
    "boats",
    "- 'port': text, 'Isle' (36), 'Pier' (36), 'Quay' (36)\n"
    "- 'year': integer, 2004 to 2015\n"
    "- 'kind': text, 'Motor boats' (36), 'Rowing boats' (36), 'Sailing boats' (36)\n"
    "- 'boats': integer, 3 to 310",
    form="_wide",
    holds="one row for each 'port' and 'year', one column for each 'kind'",
    fields="- 'port', 'year': as above\n"
    "- 'Motor boats': the 'boats' of Motor boats\n"
    "- 'Rowing boats': the 'boats' of Rowing boats\n"
    "- 'Sailing boats': the 'boats' of Sailing boats",
)
GUESTS = Sheet(
    "guests",
    "- 'guest': integer, 1 to 180\n"
    "- 'ordered': text, 'soup' (81), 'salad' (60), 'pasta' (39)\n"
    "- 'price_soup': number, 4.5 to 9\n"
    "- 'price_salad': number, 5 to 11.5\n"
    "- 'price_pasta': number, 7 to 14\n"
    "- 'wait_soup': integer, 2 to 15\n"
    "- 'wait_salad': integer, 1 to 12\n"
    "- 'wait_pasta': integer, 8 to 30\n"
    "- 'lowest_price', 'highest_price': text, the option with the lowest and the one with the "
    "highest price on this line\n"
    "- 'min_price', 'max_price': number, the lowest and the highest price on it\n"
    "- 'price_of_ordered': number, the price of the option in 'ordered'\n"
    "- 'lowest_wait', 'highest_wait': text, the option with the lowest and the one with the "
    "highest wait on this line\n"
    "- 'min_wait', 'max_wait': number, the lowest and the highest wait on it\n"
    "- 'wait_of_ordered': number, the wait of the option in 'ordered'\n"
    "(each line chose the option in 'ordered'; where that is 'lowest_price', it chose the one with "
    "the lowest price, also if others are equal)\n"
    "- 'lowest price' in the task: the option in 'lowest_price', with 'min_price'",
    form="_options",
    holds="the same, with one row for each option that 'ordered' could be",
    fields="- 'guest', 'ordered': as above\n"
    "- 'option': text, 'soup' (180), 'salad' (180), 'pasta' (180)\n"
    "- 'price': number, 4.5 to 14\n"
    "- 'wait': integer, 1 to 30",
)
