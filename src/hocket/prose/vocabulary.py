"""The words that goals for reports are made of, and those that may be a condition in them."""

from __future__ import annotations

_CONDITIONS_WORDS = """
together combined jointly total overall altogether sum
missing unknown absent invalid empty blank estimate estimates guess guesses
only just solely merely without except excluding exclude ignore ignoring omit skip leave leaving
not no never none nor but last latest final first earliest second third fourth highest largest
greatest biggest maximum peak lowest smallest minimum middle median half least most more less
fewer than above below under beyond before after until unless if instead rather adjusted adjust
adjusting index indexed relative compared compare comparing comparison versus vs rounded round
weighted smoothed moving rolling cumulative cumulated accumulated deflated seasonally corrected
normalised normalized estimated outliers converted convert why whether who whose when also then
ratio difference gap double twice times every each percent percentage growth increase decrease
mark sort sorted rank ranked top bottom best worst main
"""
_PLAIN_WORDS = """
a an the and of on in to for from with at as is are was were be been being it its they their them
this that these those there here i we you me us our my your write writes written need needs want
wants would like please can could make create prepare produce give tell describe summarise
summarize show let report reports article text summary overview piece essay markdown file files
named called about how did has have had does do what happened much change changed changes changing
develop developed develops development evolve evolved evolution went go gone going vary varied
fare fared course trend trends history look looked looks shift shifted progress progressed move
moved rise rises risen rose rising fall falls fell fallen falling grow grew grown grows decline
declined decrease decreased increase increased up down words word long length short brief briefly
concise use using take taking based work figure figures value values data reading readings table
tables column columns row rows csv json found come comes stand stands stored listed measured given
taken year years time holds hold contains contain gives lists
"""
_ASKS_EXTREMES_WORDS = """
highest lowest maximum minimum peak peaked record high low when which year month was were reached
reach at say also name state mention both
"""
_ASKS_MOST_WORDS = """
which most fastest largest biggest greatest strongest by rise rises growth gain drop loss say also
name state mention where who dropped gained climbed lost shrank or
"""
CONDITIONS = frozenset(_CONDITIONS_WORDS.split())
"""Words that may be a condition, or ask for another figure, wherever they stand."""
PLAIN = frozenset(_PLAIN_WORDS.split())
"""Words that ask for no more than a report on the figures."""
ASKS_EXTREMES = frozenset(_ASKS_EXTREMES_WORDS.split())
"""Those that ask for the highest or the lowest value."""
ASKS_MOST = frozenset(_ASKS_MOST_WORDS.split())
"""Those that ask what rose or fell most."""
