"""Takes a server through the steps of a scenario."""

import time
from dataclasses import dataclass, field

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

from coverage import Coverage
from kept import Unknown, Values, kept
from paths import value_at
from pattern import Deviation, deviations, text_of
from step import Pages

# How long a server may take to do what it does in the background.
PATIENCE = 60

# The states in which something waits for the server, or for the other side.
PENDING = {"IN_PROGRESS", "PENDING_CLOSURE", "OPEN", "REQUESTED"}


@dataclass
class Result:
    """How a step ended."""

    scenario: str
    step: object
    deviations: list = field(default_factory=list)
    # Why the step has not been run, if so.
    skipped: str | None = None


def run(server, scenarios):
    """Runs all steps; their results, and what they covered."""
    coverage = Coverage()
    results = []
    for scenario in scenarios:
        values = Values(management=scenario.management)
        for step in scenario.steps:
            result = Result(scenario.name, step)
            if not server.has(step.operation):
                result.skipped = "the server does not have the operation"
            else:
                take(server, scenario, step, values, coverage, result)
            results.append(result)
    coverage.requests = server.requests
    return results, coverage


def take(server, scenario, step, values, coverage, result):
    try:
        for name in step.needs:
            values.fill(kept(name))
        caller = values.fill(step.by or scenario.management)
        client = server.client(caller, getattr(step, "signed", True))
        parameters = values.fill(step.parameters)
        take_step = take_pages if isinstance(step, Pages) else take_call
        result.deviations = take_step(client, step, parameters, values, coverage)
    except Unknown as name:
        result.skipped = f"{name} is not known"


def take_call(client, step, parameters, values, coverage):
    until = time.monotonic() + PATIENCE
    while step.waits and time.monotonic() < until:
        answer = getattr(client, xform_name(step.operation))(**parameters)
        if value_at(answer, step.waits) not in PENDING:
            break
        time.sleep(0.05)
    return call_once(client, step, parameters, values, coverage)


def call_once(client, step, parameters, values, coverage):
    try:
        answer = getattr(client, xform_name(step.operation))(**parameters)
    except ClientError as error:
        return refusal(client, step, error, values, coverage)
    except BotoCoreError as error:
        return [Deviation("error", expected_end(step), type(error).__name__)]
    metadata = answer.pop("ResponseMetadata")
    keep(step, answer, values)
    if step.error:
        return [Deviation("error", expected_end(step), "none")]
    coverage.succeeded(step.operation)
    return request_id(metadata) + deviations(step.answer, answer, values)


def expected_end(step):
    """How the report of a difference names the end that a step has to have."""
    return " ".join(filter(None, [step.error or "none", step.reason]))


def refusal(client, step, error, values, coverage):
    """Whether an error is the one that is expected: its class, Reason and HTTP status."""
    answer = error.response
    metadata = answer["ResponseMetadata"]
    code = answer["Error"]["Code"]
    # A page of HTML has no code, and no name that would be worth comparing.
    actual = code if code and not code.isdigit() else f"status {metadata['HTTPStatusCode']}"
    if step.error != code:
        return [Deviation("error", expected_end(step), actual)]
    shapes = {shape.name for shape in client.meta.service_model.error_shapes}
    if code in shapes and not isinstance(error, getattr(client.exceptions, code)):
        return [Deviation("error", code, type(error).__name__)]
    found = request_id(metadata)
    reason = answer.get("Reason")
    if reason != step.reason:
        found.append(Deviation("Reason", step.reason or "missing", reason or "missing"))
    status = metadata["HTTPStatusCode"]
    if status != step.status:
        found.append(Deviation("status", str(step.status), str(status)))
    if not answer["Error"].get("Message"):
        found.append(Deviation("Message", "a value", "missing"))
    if not found:
        coverage.refused(code, reason, code in shapes)
    return found


def request_id(metadata):
    return [] if metadata.get("RequestId") else [Deviation("RequestId", "a value", "missing")]


def keep(step, answer, values):
    for name, path in step.keep.items():
        value = value_at(answer, path)
        if value is not None:
            values.keep(name, value)


def take_pages(client, step, parameters, values, coverage):
    paginator = client.get_paginator(xform_name(step.operation))
    config = {"PageSize": step.size} if step.size else {}
    sizes, items = [], []
    try:
        for page in paginator.paginate(**parameters, PaginationConfig=config):
            listed = paginator.result_keys[0].search(page) or []
            sizes.append(len(listed))
            items += map(text_of, listed)
    except ClientError as error:
        return refusal(client, step_of(step), error, values, coverage)
    except BotoCoreError as error:
        return [Deviation("pages", str(step.pages), type(error).__name__)]
    coverage.succeeded(step.operation)
    coverage.paged(step.operation, len(sizes))
    found = []
    if len(items) != step.items:
        found.append(Deviation("items", str(step.items), str(len(items))))
    if len(set(items)) != len(items):
        found.append(Deviation("items", "different", "repeated"))
    if len(sizes) != step.pages:
        found.append(Deviation("pages", str(step.pages), str(len(sizes))))
    return found


def step_of(pages):
    from step import Step

    return Step(pages.name, pages.operation, pages.parameters)
