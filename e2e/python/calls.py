"""One call of an operation."""

import time

from botocore import xform_name
from botocore.exceptions import ClientError

from paths import value_at
from pattern import Deviation, deviations

# How long a server may take to do what it does in the background, in seconds.
PATIENCE = 60

# The states in which something waits for the server, or for the other side.
PENDING = {"IN_PROGRESS", "PENDING_CLOSURE", "OPEN", "REQUESTED"}


def take_call(client, step, parameters, values, coverage):
    """Calls the operation of the step; where that does not end as expected."""
    operation = getattr(client, xform_name(step.operation))
    try:
        answer = operation(**parameters)
        until = time.monotonic() + PATIENCE
        while step.waits and value_at(answer, step.waits) in PENDING and time.monotonic() < until:
            time.sleep(0.05)
            answer = operation(**parameters)
    except ClientError as error:
        return refusal(client, step, error, coverage)
    metadata = answer.pop("ResponseMetadata")
    keep(step, answer, values)
    if step.error:
        return [Deviation("error", end_of(step), "none")]
    coverage.succeeded(step.operation)
    return request_id(metadata) + deviations(step.answer, answer, values)


def keep(step, answer, values):
    for name, path in step.keep.items():
        value = value_at(answer, path)
        if value is not None:
            values.keep(name, value)


def refusal(client, step, error, coverage):
    """Whether an error is the one that is expected: its class, Reason and HTTP status."""
    answer, metadata = error.response, error.response["ResponseMetadata"]
    code, reason = answer["Error"]["Code"], answer.get("Reason")
    if step.error != code:
        return [Deviation("error", end_of(step), name_of(error))]
    modelled = code in {shape.name for shape in client.meta.service_model.error_shapes}
    if modelled and not isinstance(error, getattr(client.exceptions, code)):
        return [Deviation("error", code, type(error).__name__)]
    found = request_id(metadata)
    if reason != step.reason:
        found.append(Deviation("Reason", step.reason or "missing", reason or "missing"))
    if metadata["HTTPStatusCode"] != step.status:
        found.append(Deviation("status", str(step.status), str(metadata["HTTPStatusCode"])))
    if not answer["Error"].get("Message"):
        found.append(Deviation("Message", "present", "missing"))
    if not found:
        coverage.refused(code, reason, modelled)
    return found


def request_id(metadata):
    return [] if metadata.get("RequestId") else [Deviation("RequestId", "present", "missing")]


def end_of(step):
    """How the report of a difference names the end that a step has to have."""
    return " ".join(filter(None, [step.error or "none", step.reason]))


def name_of(error):
    """How the report of a difference names an error."""
    code = error.response["Error"]["Code"]
    # A page of HTML has no code but its status.
    return f"status {code}" if code.isdigit() else code
