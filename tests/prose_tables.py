"""Tables with goals for reports, in the forms that tables come in."""

from __future__ import annotations

from pathlib import Path

NILE = (
    "nile.csv",
    Path("examples/nile/nile.csv").read_bytes(),
    (
        "nile.csv holds the columns year and volume (in 10^8 cubic metres). Write report.md: how "
        "did the flow of the Nile change from 1871 to 1970?"
    ),
)
RATES = (
    "rates.csv",
    (
        b"country,2006,2007,2008,2009,2010,2011,2012\n"
        b"Spain,8.5,8.2,11.3,17.9,19.9,21.4,24.8\n"
        b"France,8.8,8.0,7.4,9.1,9.3,9.2,9.8\n"
        b"Germany,10.3,8.7,7.5,7.8,7.1,5.9,5.4\n"
        b"Italy,6.8,6.1,6.7,7.8,8.4,8.4,10.7\n"
    ),
    (
        "Report for a civics class (report.md, 150 words): the unemployment rates (in percent) of "
        "Spain, France and Germany since 2008."
    ),
)
POWER = (
    "power.csv",
    (
        b"Year,Coal,Gas,Wind\n"
        b"2001,5061,2000,100\n2002,4790,2070,109\n2003,4655,2140,136\n2004,4402,2210,181\n"
        b"2005,4210,2280,244\n2006,4180,2350,325\n2007,3905,2420,424\n2008,3761,2490,541\n"
    ),
    (
        "Write report.md, at most 120 words, for a local newspaper: how did the power from coal, "
        "gas and wind change from 2001 to 2008? The figures are in GWh."
    ),
)
BREAD = (
    "bread.csv",
    (
        b"Datum;Preis\n"
        b"01.01.2010;2,11\n01.01.2011;2,22\n01.01.2012;2,20\n01.01.2013;2,44\n01.01.2014;2,60\n"
    ),
    "Write price.md about how the price of bread developed between 2010 and 2014 (in euros).",
)
JOBS = (
    "jobs.csv",
    b"year,month,construction,retail\n"
    + b"".join(
        f"{2006 + i // 12},{i % 12 + 1},{7500 - 12 * i + i % 5},{15300 + 7 * i}\n".encode()
        for i in range(36)
    ),
    (
        "For a newsletter, 180 words max: how did employment in construction and retail develop "
        "from January 2006 to December 2008? jobs.csv holds thousands of jobs."
    ),
)
SALES = (
    "sales.json",
    (
        b'[{"region":"North","year":2019,"sales":12.5},{"region":"North","year":2020,"sales":11.1},'
        b'{"region":"North","year":2021,"sales":14.9},{"region":"South","year":2019,"sales":8.0},'
        b'{"region":"South","year":2020,"sales":9.2},{"region":"South","year":2021,"sales":8.8}]'
    ),
    "Write summary.md on how sales by region changed, from sales.json (million dollars).",
)
SHIPMENTS = (
    "shipments.csv",
    (
        b"quarter,phones,tablets\n"
        b"2019-Q1,42.0,9.1\n2019-Q2,44.5,8.7\n2019-Q3,40.1,8.2\n2019-Q4,51.3,9.9\n"
        b"2020-Q1,38.2,7.4\n2020-Q2,35.9,7.0\n2020-Q3,41.7,6.8\n2020-Q4,49.0,6.1\n"
    ),
    (
        "Write report.md for the board: how did shipments of phones and tablets change from 2019 to "
        "2020? shipments.csv has the figures, in million units."
    ),
)
BALANCE = (
    "balance.csv",
    (
        b"year,balance\n2008,-12.5\n2009,-80.1\n2010,-60.4\n2011,-22.0\n2012,-5.2\n2013,1.9\n"
        b"2014,8.4\n2015,15.0\n2016,10.1\n2017,-3.3\n"
    ),
    (
        "Write report.md: how did the balance of the budget (in billion euros) change from 2008 to "
        "2017? The figures are in balance.csv."
    ),
)
TABLES = (NILE, RATES, POWER, BREAD, JOBS, SALES, SHIPMENTS, BALANCE)
