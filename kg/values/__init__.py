"""Values printed in a text: dates, sums of money, capacities and quantities, and the numbers in them.

Everything here is a pure function of a string. Offsets count its code points, the end exclusive.
"""

from kg.values.amounts import Amount, find_amounts
from kg.values.capacities import Capacity, find_capacities
from kg.values.dates import DateMention, DateValue, find_dates, resolve
from kg.values.numbers import parse_number

__all__ = [
    "Amount",
    "Capacity",
    "DateMention",
    "DateValue",
    "find_amounts",
    "find_capacities",
    "find_dates",
    "parse_number",
    "resolve",
]
