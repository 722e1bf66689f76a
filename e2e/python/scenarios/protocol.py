"""What holds for every operation: signatures, and the tokens of pages."""

from kept import kept
from pattern import ANYTHING, With
from scenarios import setup
from step import Scenario, Step, call, refused


def unsigned(operation, parameters):
    return Step(
        "a request without a signature is refused",
        operation,
        parameters,
        error="MissingAuthenticationTokenException",
        signed=False,
    )


STEPS = [
    *setup.organization(),
    *[setup.unit(name, "root") for name in ["Blue", "Green", "Red"]],
    unsigned("DescribeOrganization", {}),
    unsigned("ListAccounts", {}),
    unsigned("CreateOrganizationalUnit", {"ParentId": kept("root"), "Name": "Blue"}),
    unsigned("DeleteOrganization", {}),
    call(
        "a page that is not the last one has a token",
        "ListOrganizationalUnitsForParent",
        {"ParentId": kept("root"), "MaxResults": 2},
        answer={"OrganizationalUnits": [ANYTHING, ANYTHING], "NextToken": ANYTHING},
        keep={"token": "NextToken"},
    ),
    call(
        "the last page has none",
        "ListOrganizationalUnitsForParent",
        {"ParentId": kept("root"), "MaxResults": 2, "NextToken": kept("token")},
        answer={"OrganizationalUnits": [ANYTHING]},
    ),
    call(
        "a page can have another size than the one before",
        "ListOrganizationalUnitsForParent",
        {"ParentId": kept("root"), "MaxResults": 1, "NextToken": kept("token")},
        answer=With({"OrganizationalUnits": [ANYTHING]}),
    ),
    *[
        refused(
            f"a token is of no use for {what}",
            operation,
            {**parameters, "NextToken": kept("token")},
            "InvalidInput",
            "INVALID_NEXT_TOKEN",
        )
        for what, operation, parameters in [
            ("another list", "ListAccounts", {}),
            ("another parent", "ListOrganizationalUnitsForParent", {"ParentId": kept("blue")}),
            (
                "another kind of list",
                "ListChildren",
                {"ParentId": kept("root"), "ChildType": "ORGANIZATIONAL_UNIT"},
            ),
        ]
    ],
]

SCENARIOS = [Scenario("protocol", "213000000001", STEPS)]
