"""The examples of AWS's documentation, which botocore brings along.

The IDs, names and times in them are those of AWS's state; what is left is the form of an answer, and the
values that follow from the state.
"""

import re

import botocore.loaders

# What an example has in the place of something that is another in every state.
MASKS = [
    (re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+"), "<email>"),
    (re.compile(r"\b(o|h|r|car)-[0-9a-z]+"), r"<\1>"),
    (re.compile(r"\b\d{12}\b"), "<account>"),
]
# The feature set as the API has it, and as an older example has it.
FEATURE_SET = {"Type": "ORGANIZATION_FEATURE_SET", "Value": "ALL"}
RENAMED = {"FULL": "ALL"}


def example(operation, index=0):
    """The output of an example of the operation."""
    loader = botocore.loaders.Loader()
    data = loader.load_service_model("organizations", "examples-1")
    return data["examples"][operation][index]["output"]


def form(value, name=""):
    """The value without what is another in every state."""
    if isinstance(value, dict):
        return structure(value)
    if isinstance(value, list):
        return [form(item) for item in value]
    if name.endswith("Timestamp"):
        return "<time>"
    if isinstance(value, str):
        for expression, mask in MASKS:
            value = expression.sub(mask, value)
        return RENAMED.get(value, value)
    return value


def structure(value):
    masked = {key: form(item, key) for key, item in value.items()}
    if value.get("Type") == "MASTER_NAME":
        masked["Value"] = "<name>"
    # Of the examples with an organization in a handshake, only some have its feature set.
    details = masked.get("Resources")
    if value.get("Type") == "ORGANIZATION" and details and FEATURE_SET not in details:
        details.append(FEATURE_SET)
    return masked
