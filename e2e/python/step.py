"""The steps of a scenario, as data."""

from dataclasses import dataclass, field

from pattern import ANYTHING


@dataclass(frozen=True)
class Step:
    """One call of an operation, and how it has to end."""

    name: str
    operation: str
    parameters: dict = field(default_factory=dict)
    # The account that calls, unless it is the management account of the scenario.
    by: str | None = None
    # The pattern of the answer, where the call has to succeed.
    answer: object = ANYTHING
    # The error, where it has to be refused.
    error: str | None = None
    reason: str | None = None
    status: int = 400
    # What later steps need of the answer: a name, and the path to the value.
    keep: dict = field(default_factory=dict)
    # The path to the state in the answer, where the call is repeated until that state is a lasting one.
    waits: str | None = None
    # Names without which the step makes no sense.
    needs: tuple = ()
    signed: bool = True


@dataclass(frozen=True)
class Pages:
    """One list, read with the paginator of boto3."""

    name: str
    operation: str
    parameters: dict
    # How many items and pages there are.
    items: int
    pages: int
    # The number of items per page that is asked for, unless the operation has no such parameter.
    size: int | None = 2
    by: str | None = None
    needs: tuple = ()
    signed: bool = True


@dataclass(frozen=True)
class Scenario:
    """Steps that one organization, or two, go through; every scenario has accounts of its own."""

    name: str
    management: str
    steps: list


def call(name, operation, parameters=None, **expected):
    """A call that succeeds."""
    return Step(name, operation, parameters or {}, **expected)


def wait(name, operation, parameters, state, answer, **expected):
    """A call that is repeated until the state at this path of the answer is a lasting one."""
    return Step(name, operation, parameters, answer=answer, waits=state, **expected)


def refused(name, operation, parameters, error, reason=None, **expected):
    """A call that is refused with this error of the service."""
    error += "Exception"
    return Step(name, operation, parameters, error=error, reason=reason, **expected)


def pages(name, operation, parameters, **expected):
    """A list that comes in several pages."""
    return Pages(name, operation, parameters, **expected)
