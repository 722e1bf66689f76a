"""Values that the server chose, under the names that the scenario has for them."""

import re
from string import Formatter

# IDs in a text, for the report of a difference: they are others in the next run.
IDENTIFIERS = re.compile(r"\b(?:(?:car|ou|rp|rt|o|r|h|p)-[0-9a-z]{4,}(?:-[0-9a-z]{8,})?|\d{12})\b")


class Unknown(Exception):
    """A step needs a value that no step before it could keep."""


class Kept(str):
    """A text with the names of kept values in braces."""


class Values:
    """The values of one run of a scenario."""

    def __init__(self, **values):
        self.values = values

    def keep(self, name, value):
        self.values[name] = value

    def fill(self, value):
        """The value, with what has been kept in the place of its names."""
        if isinstance(value, Kept):
            return self.fill_text(value)
        if isinstance(value, dict):
            return {self.fill(key): self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value

    def fill_text(self, text):
        names = [name for _, name, _, _ in Formatter().parse(text) if name]
        for name in names:
            if name not in self.values:
                raise Unknown(name)
        return str(text).format(**self.values)

    def name(self, text):
        """The text, with names in the place of what has been kept, the same in every run."""
        for name, value in sorted(self.values.items(), key=lambda item: -len(str(item[1]))):
            text = text.replace(str(value), "{" + name + "}")
        return IDENTIFIERS.sub("{another}", text)


def kept(name):
    """The value that an earlier step kept under this name, or a text with such names in braces."""
    return Kept(name if "{" in name else "{" + name + "}")
