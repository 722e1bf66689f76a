"""Lists that come in several pages."""

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

from calls import name_of
from pattern import Deviation, text_of


def take_pages(client, step, parameters, _, coverage):
    """Reads a list with boto3's paginator; where it is not as expected."""
    paginator = client.get_paginator(xform_name(step.operation))
    config = {"PageSize": step.size} if step.size else {}
    sizes, items = [], []
    try:
        for page in paginator.paginate(**parameters, PaginationConfig=config):
            listed = paginator.result_keys[0].search(page)
            sizes.append(len(listed))
            items += map(text_of, listed)
    except ClientError as error:
        return [Deviation("error", "none", name_of(error))]
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
