"""Takes a server through the steps of scenarios."""

from dataclasses import dataclass, field

from calls import take_call
from coverage import Coverage
from kept import Unknown, Values, kept
from lists import take_pages
from step import Pages


@dataclass
class Result:
    """How a step ended."""

    scenario: str
    step: object
    # Where it did not end as expected.
    deviations: list = field(default_factory=list)
    # Why it has not been taken, if so.
    skipped: str | None = None

    def __str__(self):
        return f"{self.scenario}: {self.step.name} ({self.step.operation})"


def run(server, scenarios):
    """Takes all steps; their results, and what they covered."""
    coverage = Coverage()
    results = []
    for scenario in scenarios:
        values = Values(management=scenario.management)
        for step in scenario.steps:
            result = Result(scenario.name, step)
            if server.has(step.operation):
                take(server, scenario, result, values, coverage)
            else:
                result.skipped = "the server does not have the operation"
            results.append(result)
    coverage.requests = server.requests
    return results, coverage


def take(server, scenario, result, values, coverage):
    """Takes one step, unless it needs what no step before it has kept."""
    step = result.step
    try:
        for name in step.needs:
            values.fill(kept(name))
        account = values.fill(step.by or scenario.management)
        parameters = values.fill(step.parameters)
    except Unknown as name:
        result.skipped = f"{name} is not known"
        return
    client = server.client(account, step.signed)
    take_step = take_pages if isinstance(step, Pages) else take_call
    result.deviations = take_step(client, step, parameters, values, coverage)
