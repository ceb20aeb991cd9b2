"""What is paid: change, shares, discounts, taxes, fees and wages."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

MONEY = (
    Algorithm(
        "make_change",
        r"(?:makes?|making|gives?|giving|gives? back|returns?) (?:the )?change(?! in)"
        r"|change (?:machine|maker)|(?:bank ?)?notes and coins|coins and (?:bank ?)?notes"
        r"|quarters,? dimes|(?:atm|cash machine)(?=.*\bnotes?\b)"
        r"|(?:as few|fewest) (?:bank ?)?notes|coins?(?=.*\bas few as possible\b)",
        r"coins|cash|notes",
        "Write change.py with change(price, paid): the euro notes and coins to give back, as a "
        "dictionary from cents to how many, largest first, without those that are not needed; "
        "prices are in whole cents (ValueError if too little is paid).",
        """\
CENTS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)


def change(price, paid):
    rest = paid - price
    if rest < 0:
        raise ValueError(f"{-rest} cents are missing")
    given = {}
    for coin in CENTS:  # the largest first is best for these coins, not for any coins
        count, rest = divmod(rest, coin)
        if count:
            given[coin] = count
    return given""",
    ),
    Algorithm(
        "fewest_coins",
        r"(?:fewest|minim(?:um|al)|smallest|least|min) (?:possible )?(?:number of )?coins"
        r"|coin change|(?:as few|how few) coins|how many coins(?=.*\b(?:at least|need\w*))",
        r"coins|denominations|dynamic programming",
        "Write coins.py with fewest_coins(coins, amount): a sorted list of as few coins as "
        "possible that add up to the amount, each used as often as needed; None if there is no "
        "way (ValueError for a negative amount).",
        """\
def fewest_coins(coins, amount):
    if amount < 0:
        raise ValueError(f"{amount} is negative")
    # the largest coin first may miss the best: 6 is 3 + 3, not 4 + 1 + 1
    best = {0: []}
    for target in range(1, amount + 1):
        ways = [
            best[target - coin] + [coin]
            for coin in coins
            if 0 < coin <= target and target - coin in best
        ]
        if ways:
            best[target] = min(ways, key=len)
    return sorted(best[amount]) if amount in best else None""",
    ),
    Algorithm(
        "split_bill",
        r"(?:split|splits|divide|divides|share|shares) (?:a|an|the) (?:restaurant )?(?:bill|amount"
        r"|total|costs?)|(?:split|share) (?:bill|costs?|equally|evenly|cents)|(?:left ?over"
        r"|remaining|odd|extra) cents?|no cent",
        r"cents|bill|people",
        "Write bill.py with split(cents, people): a list of the shares of a bill in whole cents, "
        "which differ by at most one cent and add up to the bill; the first ones pay the cents "
        "left over (ValueError if there is nobody). And split_by_parts(cents, parts), shares in "
        "proportion to whole numbers such as [2, 1, 1] (ValueError if they add up to 0).",
        """\
def split(cents, people):
    if people < 1:
        raise ValueError("nobody is there to pay")
    share, left_over = divmod(cents, people)
    return [share + 1 if place < left_over else share for place in range(people)]


def split_by_parts(cents, parts):
    total = sum(parts)
    if total <= 0:
        raise ValueError("there are no parts")
    shares = [cents * part // total for part in parts]  # rounded down
    # the cents left over go to those who lost most by that
    losers = sorted(range(len(parts)), key=lambda place: -(cents * parts[place] % total))
    for place in losers[: cents - sum(shares)]:
        shares[place] += 1
    return shares""",
    ),
    Algorithm(
        "discount_tiers",
        r"(?:volume|quantity|bulk|tiered|graduated) (?:discounts?|rebates?|pricing)"
        r"|discount (?:tiers?|levels?|scale|bands?)|\d+ ?(?:%|percent) (?:off|discount) (?:from"
        r"|above|over|at|on orders of) (?:a total of )?\d+",
        r"discount|off",
        "Write discounts.py with to_pay(total): 5 percent off from a total of 100, 10 percent "
        "from 200 and 15 percent from 500, rounded to cents (ValueError for a negative total).",
        """\
from decimal import ROUND_HALF_UP, Decimal

TIERS = ((500, 15), (200, 10), (100, 5))  # the highest first


def percent_off(total):
    for least, percent in TIERS:
        if total >= least:  # "from 100" includes 100
            return percent
    return 0


def to_pay(total):
    if total < 0:
        raise ValueError(f"{total} is negative")
    price = Decimal(str(total)) * (100 - percent_off(total)) / 100
    return float(price.quantize(Decimal("0.01"), ROUND_HALF_UP))""",
    ),
    Algorithm(
        "progressive_tax",
        r"(?:progressive|income|marginal) tax(?:es|ation)?|tax (?:brackets|bands|tables?)"
        r"|brackets?(?=.*\brates?)|tax[- ]free (?:allowance|amount)|marginal (?:tax )?rates?"
        r"|tax(?=.*\bincome\b.*\b(?:above|rest|over|beyond)\b)",
        r"brackets|income",
        "Write taxes.py with income_tax(income): nothing on the first 10000, 20 percent on the "
        "part from 10000 to 40000 and 40 percent on the part above 40000, rounded to cents "
        "(ValueError for a negative income).",
        """\
BRACKETS = ((0, 10_000, 0), (10_000, 40_000, 20), (40_000, None, 40))  # from, to, percent


def income_tax(income):
    if income < 0:
        raise ValueError(f"{income} is negative")
    tax = 0.0
    for start, end, percent in BRACKETS:
        if income > start:
            top = income if end is None else min(income, end)
            tax += (top - start) * percent / 100  # each rate for its part of the income only
    return round(tax, 2)""",
    ),
    Algorithm(
        "vat",
        r"vat|value[- ]added tax|sales tax|gst|gross (?:from|to|into|and) net|net (?:from|to|into"
        r"|and) gross",
        r"net|gross",
        "Write vat.py with gross(net, rate), a price with value-added tax, and net(gross, rate), "
        "the price without the tax that it includes; rates are in percent, results are rounded "
        "to cents, half a cent up (ValueError for negative values).",
        """\
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def checked(price, rate):
    if price < 0 or rate < 0:
        raise ValueError("a price or rate is negative")
    return Decimal(str(price)), 1 + Decimal(str(rate)) / 100


def gross(net, rate):
    price, factor = checked(net, rate)
    return float((price * factor).quantize(CENT, ROUND_HALF_UP))


def net(gross, rate):
    price, factor = checked(gross, rate)
    # the rate is a part of the net price: divide, do not take 20 percent off
    return float((price / factor).quantize(CENT, ROUND_HALF_UP))""",
    ),
    Algorithm(
        "cash_rounding",
        r"(?:swiss|cash|swedish) rounding|round cash"
        r"|round\w* (?:\w+ )*?to (?:the )?(?:nearest )?(?:5|five|0\.05) ?(?:cents?|rappen"
        r"|centimes)?|rappen|(?:nearest|multiple of) (?:5|five) cents",
        r"cents|cash|rounded",
        "Write cash.py with cash_price(amount): the amount rounded to the nearest 5 cents, the "
        'middle between two goes up, as a text with two decimals such as "3.45".',
        """\
from decimal import ROUND_HALF_UP, Decimal


def cash_price(amount):
    steps = Decimal(str(amount)) / Decimal("0.05")
    whole = steps.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole * Decimal('0.05'):.2f}\"""",
    ),
    Algorithm(
        "shipping",
        r"(?:shipping|postage|parcel|delivery|freight) (?:costs?|fees?|rates?|prices?|charges?)"
        r"|postage|weight (?:bands?|classes)|shipping(?=.*\b(?:kg|weight))",
        r"parcels?|kg|free",
        "Write shipping.py with cost(kg, total): 4.90 up to 2 kg, 6.90 up to 5 kg and 12.50 up to "
        "20 kg, free for a total of 100 or more (ValueError if it weighs nothing or more than 20 "
        "kg).",
        """\
BANDS = ((2, 4.90), (5, 6.90), (20, 12.50))  # up to so many kg
FREE_FROM = 100


def cost(kg, total):
    if kg <= 0:
        raise ValueError(f"{kg} kg is no weight")
    for most, price in BANDS:
        if kg <= most:  # "up to 2 kg" includes 2 kg
            return 0.0 if total >= FREE_FROM else price
    raise ValueError(f"{kg} kg is too heavy")""",
    ),
    Algorithm(
        "parking_fee",
        r"parking (?:fees?|costs?|prices?|charges?|tickets?)|(?:park|parks|parked"
        r"|parking)(?=.*\bper hour)|(?:started|begun) hours?",
        r"parking|per hour",
        "Write parking.py with fee(minutes) in cents: the first 30 minutes are free, then every "
        "started hour of the whole time costs 200, at most 1500 per 24 hours (ValueError for "
        "negative minutes).",
        """\
FREE_MINUTES, PER_HOUR, PER_DAY = 30, 200, 1500
DAY = 24 * 60


def started_hours(minutes):
    return (minutes + 59) // 60  # 60 minutes are one hour, 61 are two


def fee(minutes):
    if minutes < 0:
        raise ValueError(f"{minutes} minutes are negative")
    if minutes <= FREE_MINUTES:
        return 0
    days, rest = divmod(minutes, DAY)
    return days * PER_DAY + min(started_hours(rest) * PER_HOUR, PER_DAY)""",
    ),
    Algorithm(
        "payroll",
        r"overtime|pay ?rolls?|time[- ]and[- ]a[- ]half|pay ?(?:slips?|checks?)",
        r"wages?|hourly",
        "Write payroll.py with a function weekly_pay(hours, rate): hours above 40 are paid one "
        "and a half times, those above 60 twice, rounded to cents (ValueError for negative hours "
        "or rates), and payroll(workers), a dictionary from name to pay for (name, hours, rate) "
        "entries; who has several entries gets their sum.",
        """\
def weekly_pay(hours, rate):
    if hours < 0 or rate < 0:
        raise ValueError("hours or rate are negative")
    normal = min(hours, 40)
    overtime = min(max(hours - 40, 0), 20)  # the hours from 40 to 60
    double = max(hours - 60, 0)
    return round(rate * (normal + 1.5 * overtime + 2 * double), 2)


def payroll(workers):
    pay = {}
    for name, hours, rate in workers:
        pay[name] = round(pay.get(name, 0) + weekly_pay(hours, rate), 2)
    return pay""",
    ),
    Algorithm(
        "currency",
        r"(?:another|other|foreign|to) currenc(?:y|ies)|currency (?:conver\w+|exchange|calculator)"
        r"|convert\w* (?:a |between )?currenc(?:y|ies)|exchange rates?|(?:dollars?|euros?|usd|eur"
        r"|pounds?|francs?|yen) (?:in)?to (?:dollars?|euros?|usd|eur|pounds?|francs?|yen)",
        r"rates|EUR",
        "Write currency.py with convert(amount, source, target, rates): the amount in another "
        "currency, rounded to two decimals; rates tells what one euro is worth, such as "
        '{"EUR": 1, "USD": 1.25} (ValueError for an unknown currency).',
        """\
def convert(amount, source, target, rates):
    for currency in (source, target):
        if currency not in rates:
            raise ValueError(f"there is no rate for {currency}")
    euros = amount / rates[source]  # a rate says how much one euro is
    return round(euros * rates[target], 2)""",
    ),
)
