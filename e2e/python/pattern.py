"""Answers and what is expected of them.

A pattern is a value, which has to be equal; a dictionary, whose keys have to be the same; a list, with
as many items in this order; or one of the objects below.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Deviation(NamedTuple):
    """Where something is not as expected."""

    where: str
    expected: str
    actual: str


@dataclass(frozen=True)
class Anything:
    """Any value, as long as there is one."""

    def __str__(self):
        return "a value"

    def accepts(self, _):
        return True


@dataclass(frozen=True)
class Matching:
    """A text that the expression matches as a whole."""

    name: str
    expression: str

    def __str__(self):
        return self.name

    def accepts(self, actual):
        return isinstance(actual, str) and re.fullmatch(self.expression, actual) is not None


@dataclass(frozen=True)
class Time:
    """A point in time, as boto3 gives it."""

    def __str__(self):
        return "a time"

    def accepts(self, actual):
        return isinstance(actual, datetime)


@dataclass(frozen=True)
class Document:
    """A text that is this JSON, however it is written."""

    content: object

    def __str__(self):
        return text_of(self.content)

    def accepts(self, actual):
        try:
            return json.loads(actual) == self.content
        except (TypeError, ValueError):
            return False


@dataclass(frozen=True)
class InAnyOrder:
    """A list with these items, in an order that the API does not promise."""

    items: list


@dataclass(frozen=True)
class With:
    """A structure with at least these members, or a list with at least these items."""

    part: object


ANYTHING = Anything()
TIME = Time()


def deviations(pattern, actual, values, where=""):
    """Where the actual value is not as expected, with what the run has kept filled in."""
    if isinstance(pattern, dict):
        return structure(pattern, actual, values, where, exact=True)
    if isinstance(pattern, With):
        if isinstance(pattern.part, list):
            return items_among(pattern.part, actual, values, where)
        return structure(pattern.part, actual, values, where, exact=False)
    if isinstance(pattern, InAnyOrder):
        return unordered(pattern.items, actual, values, where)
    if isinstance(pattern, list):
        return ordered(pattern, actual, values, where)
    if hasattr(pattern, "accepts"):
        accepted, expected = pattern.accepts(actual), str(pattern)
    else:
        filled = values.fill(pattern)
        accepted, expected = filled == actual, values.name(text_of(filled))
    return [] if accepted else [Deviation(where, expected, named(actual, values))]


def structure(pattern, actual, values, where, exact):
    if not isinstance(actual, dict):
        return [Deviation(where, "a structure", named(actual, values))]
    found = []
    for key, member in pattern.items():
        path = f"{where}.{key}" if where else key
        if key in actual:
            found += deviations(member, actual[key], values, path)
        else:
            found.append(Deviation(path, "present", "missing"))
    for key in actual.keys() - pattern.keys() if exact else ():
        path = f"{where}.{key}" if where else key
        found.append(Deviation(path, "missing", "present"))
    return found


def ordered(pattern, actual, values, where):
    if not isinstance(actual, list):
        return [Deviation(where, "a list", named(actual, values))]
    if len(actual) != len(pattern):
        return [Deviation(where, count(pattern), count(actual))]
    found = []
    for item, actual_item in zip(pattern, actual):
        found += deviations(item, actual_item, values, f"{where}[]")
    return found


def unordered(pattern, actual, values, where):
    if not isinstance(actual, list):
        return [Deviation(where, "a list", named(actual, values))]
    if len(actual) != len(pattern):
        return [Deviation(where, count(pattern), count(actual))]
    rest = list(actual)
    found = []
    for item in pattern:
        # The item that is most like this one is this one.
        best = min(rest, key=lambda other: len(deviations(item, other, values)))
        rest.remove(best)
        found += deviations(item, best, values, f"{where}[]")
    return found


def items_among(pattern, actual, values, where):
    if not isinstance(actual, list):
        return [Deviation(where, "a list", named(actual, values))]
    if not actual and pattern:
        return [Deviation(where, f"at least {count(pattern)}", count(actual))]
    found = []
    for item in pattern:
        best = min((deviations(item, other, values, f"{where}[]") for other in actual), key=len)
        found += best
    return found


def count(items):
    return "1 item" if len(items) == 1 else f"{len(items)} items"


def named(value, values):
    return values.name(text_of(value))


def text_of(value):
    """A value for the report of a difference, the same in every run."""
    if isinstance(value, datetime):
        return "a time"
    if isinstance(value, str):
        return value
    return json.dumps(value, default=lambda _: "a time", ensure_ascii=False, sort_keys=True)
