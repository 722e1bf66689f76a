"""Tags of all that can have them."""

from kept import kept
from pattern import InAnyOrder, With
from scenarios import policies, setup
from step import Scenario, call, pages, refused

TAGS = [{"Key": "team", "Value": "blue"}, {"Key": "größe", "Value": "klein"}]
MANY = [{"Key": f"key-{number:02}", "Value": ""} for number in range(50)]


def tags(name, resource, expected):
    return call(
        name,
        "ListTagsForResource",
        {"ResourceId": kept(resource)},
        answer=With({"Tags": InAnyOrder(expected)}),
    )


STEPS = [
    *setup.organization(),
    setup.unit("Blue", "root"),
    *setup.account("Ana", "tags.example.com", Tags=TAGS),
    policies.create("Policy", Tags=TAGS),
    tags("a new unit has none", "blue", []),
    tags("a new account has those it was created with", "ana", TAGS),
    tags("a new policy has those it was created with", "policy", TAGS),
    *[
        step
        for resource in ["root", "blue"]
        for step in [
            call(
                f"{resource} gets two tags",
                "TagResource",
                {"ResourceId": kept(resource), "Tags": TAGS},
                answer={},
            ),
            tags(f"{resource} has them", resource, TAGS),
        ]
    ],
    call(
        "a tag gets another value",
        "TagResource",
        {"ResourceId": kept("blue"), "Tags": [{"Key": "team", "Value": "navy"}]},
    ),
    tags("the value is another", "blue", [{"Key": "team", "Value": "navy"}, TAGS[1]]),
    call(
        "a tag is removed",
        "UntagResource",
        {"ResourceId": kept("blue"), "TagKeys": ["team", "never"]},
        answer={},
    ),
    tags("it is gone", "blue", [TAGS[1]]),
    call("the last one is removed", "UntagResource", {"ResourceId": kept("blue"), "TagKeys": ["größe"]}),
    call("a resource has 50 tags", "TagResource", {"ResourceId": kept("blue"), "Tags": MANY}),
    pages("50 tags", "ListTagsForResource", {"ResourceId": kept("blue")}, items=50, pages=3, size=None),
    refused(
        "it cannot have more",
        "TagResource",
        {"ResourceId": kept("blue"), "Tags": TAGS},
        "ConstraintViolation",
        "MAX_TAG_LIMIT_EXCEEDED",
    ),
    refused(
        "some keys are those of AWS",
        "TagResource",
        {"ResourceId": kept("ana"), "Tags": [{"Key": "aws:team", "Value": ""}]},
        "InvalidInput",
        "INVALID_SYSTEM_TAGS_PARAMETER",
    ),
    refused(
        "a key is given once",
        "TagResource",
        {"ResourceId": kept("ana"), "Tags": [TAGS[0], TAGS[0]]},
        "InvalidInput",
        "DUPLICATE_TAG_KEY",
    ),
]

SCENARIOS = [Scenario("tags", "208000000001", STEPS)]
