"""Functions of everyday use that are right, whose docstrings come near to those of a fault."""

from __future__ import annotations

import pytest

from hocket.agents.code.doctor.doctored import doctored

RIGHT = [
    """def window(shop):
    root = tkinter.Tk()
    root.title("Shop")
    label = tkinter.Label(root, text=shop)
    label.lower()
    return root
""",
    """def seats(lines):
    '''The rows of a seating plan as (number, text); rows are numbered from 1, the first
    line is a header.'''
    found = []
    for number, line in enumerate(lines):
        if number == 0:
            continue
        found.append((number, line.strip()))
    return found
""",
    """def interpreter(lines):
    '''What the first line that is not blank names as its interpreter; None if it names none.'''
    for line in lines:
        if not line.strip():
            continue
        if line.startswith("#!"):
            return line[2:].strip()
        return None
""",
    """def came_back(names):
    '''How many times each guest came again after the first visit.'''
    again = {}
    for name in names:
        if name not in again:
            again[name] = 0
        else:
            again[name] += 1
    return again
""",
    """def receipt(lines):
    '''The total of a receipt of (name, quantity, price), where price is for the whole
    quantity.'''
    total = 0
    for name, quantity, price in lines:
        total += price
    return total
""",
    """def teams(lines):
    '''The teams in alphabetical order, each with its highest score.'''
    rows = [line.split(",") for line in lines]
    return sorted(rows, key=lambda row: row[0])
""",
    """def quiet(lines):
    '''The lines of a log without repeats in a row.'''
    kept = []
    for line in lines:
        if not kept or kept[-1] != line:
            kept.append(line)
    return kept
""",
    """def changes(values):
    '''The values of a sensor without repeats one after the other.'''
    kept = []
    last = None
    for value in values:
        if value != last:
            kept.append(value)
        last = value
    return kept
""",
    """def safe(guests, nuts):
    '''Whether nobody has any of the allergies.'''
    for guest in guests:
        if guest in nuts:
            return False
    return True
""",
    """def harmless(dishes, nuts):
    '''Whether no dish contains any of the nuts.'''
    for dish in dishes:
        if nuts & dish.parts:
            return False
    return True
""",
    """def closed(hour, opens, closes):
    '''Whether the bar is closed; it may open in the evening and close at night.'''
    if opens < closes:
        return not opens <= hour <= closes
    return hour < opens and hour > closes
""",
    """def loud(t, start, end):
    '''Whether it may be loud at t; the quiet hours go from start over midnight to end.'''
    return t < start and t > end
""",
    """def fuel(legs):
    '''The least fuel the tank has to hold for each of the legs.'''
    tank = 0
    for leg in legs:
        if leg.fuel > tank:
            tank = leg.fuel
    return tank
""",
    """def battery(trips):
    '''The smallest battery that is enough for every trip.'''
    return max(trips)
""",
    """def complete(parts):
    '''The earliest day on which the set is complete.'''
    return max(parts, key=lambda part: part.arrival).arrival
""",
    """def leave(dates):
    '''The latest day to send everything so that nothing comes too late.'''
    return min(dates)
""",
    """def expired(backups, n):
    '''The backups to delete so that n remain; they come oldest first.'''
    return sorted(backups, key=lambda b: b.date, reverse=True)[n:]
""",
    """def distance(m, n):
    '''The Hamming distance of two numbers.'''
    return bin(m ^ n).count("1")
""",
    """def middle(start, length):
    '''The middle of a board that begins at start.'''
    return start + length / 2
""",
    """def middle(x, width):
    '''The middle of a picture from left to right.'''
    return x + width / 2
""",
    """def price(people, rate):
    '''What a tour costs; groups of at most 4 pay for 4.'''
    return max(people, 4) * rate
""",
    """def blocks(lines):
    '''The blocks of a file, each followed by a line of dashes.'''
    found = []
    block = []
    for line in lines:
        if line == "---":
            found.append(block)
            block = []
        else:
            block.append(line)
    return found
""",
    """def tries(results):
    '''The most failed tries before a success.'''
    most = failed = 0
    for ok in results:
        if ok:
            most = max(most, failed)
            failed = 0
        else:
            failed += 1
    return most
""",
    """def coldest(towns):
    '''The town with the hardest frost, None if there is no frost.'''
    lowest, town = 0, None
    for name, degrees in towns:
        if degrees < lowest:
            lowest, town = degrees, name
    return town
""",
    """def debtor(accounts):
    '''Who is overdrawn the most, None if nobody is.'''
    lowest = 0
    who = None
    for name, balance in accounts.items():
        if balance < lowest:
            lowest = balance
            who = name
    return who
""",
    """def unique(names):
    '''Names that occur several times get a number: a, a (2), a (3).'''
    count = {}
    seen = set()
    out = []
    for name in names:
        if name in seen:
            count[name] = count.get(name, 1) + 1
            out.append(f"{name} ({count[name]})")
        else:
            seen.add(name)
            out.append(name)
    return out
""",
    """class Shelf:
    def take(self, n):
        '''Take n jars; ValueError if there are too few, as the last one always stays.'''
        if n >= self.jars:
            raise ValueError("too few")
        self.jars -= n
""",
    """def asleep(a, b):
    '''The minutes from a to b, negative past midnight.'''
    return b - a
""",
    """def overdue(loans, today):
    '''The loans that are overdue, the longest first.'''
    late = [loan for loan in loans if loan.due < today]
    return sorted(late, key=lambda loan: loan.due)
""",
    """def runs(days):
    '''The runs of dry days, each as a list; a run is put down once it rains again.'''
    out = []
    run = []
    for day in days:
        if day.rain:
            if run:
                out.append(run)
            run = []
        else:
            run.append(day)
    return out
""",
    """def stale(files):
    '''The file that was unused the longest.'''
    return min(files, key=lambda f: f.last_used)
""",
    """def budget(spent, limit):
    '''How far the spending is from the limit, over it or not.'''
    return abs(spent - limit)
""",
    """def surcharge(kg, free):
    '''5 for each kg over what is free; bags are always heavier than that.'''
    return 5 * (kg - free)
""",
    """def drop(prices):
    '''The day with the largest drop; None if no price drops.'''
    drop, day = 0, None
    for i in range(1, len(prices)):
        if prices[i] - prices[i - 1] < drop:
            drop = prices[i] - prices[i - 1]
            day = i
    return day
""",
    """class Account:
    def pay(self, amount):
        '''Pay; refuse (False) if there is not enough on the account, which may not become
        empty.'''
        if amount >= self.balance:
            return False
        self.balance -= amount
        return True
""",
    """class Hall:
    def seat(self, group):
        '''False if the group exceeds the seats, one of which is for the doctor.'''
        if group >= self.seats:
            return False
        self.seats -= group
        return True
""",
    """def customers(lines):
    '''The customers by town, with the amount that each paid most.'''
    rows = [line.split(",") for line in lines]
    rows.sort(key=lambda row: row[1])
    return rows
""",
    """def longest_gap(days):
    '''The longest dry time between two rains.'''
    best = run = 0
    for rain in days:
        if rain:
            best = max(best, run)
            run = 0
        else:
            run += 1
    return best
""",
    """def streak(results):
    '''The longest streak that was broken by a defeat.'''
    best = run = 0
    for r in results:
        if r == "won":
            run += 1
        else:
            if run > best:
                best = run
            run = 0
    return best
""",
    """def leap(y):
    '''Whether the clock shows a leap second year in a calendar with leap days every 4th
    year.'''
    return y % 4 == 0
""",
    """def olympic(year):
    '''Whether there are summer games; they are in leap years.'''
    return year % 4 == 0
""",
    """def shift(a, b):
    '''The hours from a to b, where b is 24 or more if it is past midnight.'''
    return b - a
""",
    """def shift(start, end):
    '''The minutes of a shift on one day; shifts over midnight are written as two.'''
    return end - start
""",
    """def bottleneck(path):
    '''The largest load that gets through: that of the weakest bridge.'''
    return min(path, key=lambda b: b.load).load
""",
    """def slowest(ships):
    '''The highest speed at which the convoy stays together.'''
    return min(s.speed for s in ships)
""",
    """def chain(links):
    '''The greatest weight that the chain holds.'''
    return min(links)
""",
    """def sets(stock):
    '''The most sets that the parts in stock make.'''
    return min(stock.values())
""",
    """def cakes(stock, recipe):
    '''The largest number of cakes from the stock.'''
    return min(stock[k] // n for k, n in recipe.items())
""",
]


@pytest.mark.parametrize("code", RIGHT)
def test_right_function_of_everyday_use_stays_as_it_is(code):
    assert doctored(code, "It is wrong.").code == code
