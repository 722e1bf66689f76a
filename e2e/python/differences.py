"""The table of differences between the two servers, and whether it is true.

A row says where an answer of moto is not that of fake-organizations, which of the two is right, and why.
What a run finds has to be in the table, and what is in the table has to be found.
"""

from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parent / "differences.md"
COLUMNS = {"operations", "where", "fake", "moto", "right", "why"}
SIDES = {"fake", "moto", "both", "neither"}


class Table:
    """The rows, and how often each has been seen with each of its operations."""

    def __init__(self, rows):
        self.rows = rows
        self.seen = [Counter() for _ in rows]
        for row in rows:
            if set(row) != COLUMNS or row["right"] not in SIDES:
                raise ValueError(f"{TABLE.name}: not a row: {row}")

    @classmethod
    def load(cls):
        lines = TABLE.read_text(encoding="utf-8").splitlines()
        cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
        rows = [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]
        return cls([row | {"operations": row["operations"].split(", ")} for row in rows])

    def explains(self, operation, deviation):
        """Whether a row has this difference; it then counts as seen."""
        for row, seen in zip(self.rows, self.seen):
            if operation in row["operations"] and matches(row, deviation):
                seen[operation] += 1
                return True
        return False

    def stale(self):
        """What the rows say that no run shows any longer."""
        for row, seen in zip(self.rows, self.seen):
            for operation in row["operations"]:
                if not seen[operation]:
                    yield f"{operation}: {describe(row)}"

    def sides(self):
        """How often each side is right."""
        sides = Counter(row["right"] for row in self.rows)
        return ", ".join(f"{side} right in {number}" for side, number in sides.most_common())

    def __str__(self):
        lines = ["difference | fake-organizations | moto | right | why"]
        for row, seen in zip(self.rows, self.seen):
            operations = ", ".join(row["operations"])
            sides = f"{row['fake']} | {row['moto']} | {row['right']}"
            lines.append(f"{operations}: {row['where']} ({seen.total()}x) | {sides} | {row['why']}")
        return "\n".join(lines)


def matches(row, deviation):
    cells = (row["where"], row["fake"], row["moto"])
    return all(covers(cell, value) for cell, value in zip(cells, deviation))


def covers(cell, value):
    """Whether the cell of a row is the value, or its beginning with an asterisk."""
    return value.startswith(cell[:-1]) if cell.endswith("*") else value == cell


def describe(row):
    return f"{row['where']}: {row['fake']} (fake-organizations), {row['moto']} (moto)"
