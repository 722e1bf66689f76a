"""The tree of an organization: its root, its units, and the accounts in them."""

from kept import kept
from pattern import InAnyOrder, With
from scenarios import setup, shapes
from step import Scenario, call, pages, refused

DOMAIN = "tree.example.com"

UNITS = [
    *setup.organization(),
    call(
        "a unit is created below the root",
        "CreateOrganizationalUnit",
        {"ParentId": kept("root"), "Name": "Blue"},
        answer={"OrganizationalUnit": With({"Id": shapes.UNIT_ID, "Name": "Blue"})},
        keep={"blue": "OrganizationalUnit.Id"},
    ),
    call(
        "the unit is there",
        "DescribeOrganizationalUnit",
        {"OrganizationalUnitId": kept("blue")},
        answer={"OrganizationalUnit": shapes.unit("blue", "Blue", "{root}")},
    ),
    call(
        "a unit is created below a unit",
        "CreateOrganizationalUnit",
        {"ParentId": kept("blue"), "Name": "Navy"},
        keep={"navy": "OrganizationalUnit.Id"},
    ),
    call(
        "its path leads through the other",
        "DescribeOrganizationalUnit",
        {"OrganizationalUnitId": kept("navy")},
        answer={"OrganizationalUnit": shapes.unit("navy", "Navy", "{root}/{blue}")},
    ),
    *[setup.unit(name, "root") for name in ["Green", "Red", "White", "Black"]],
    pages(
        "units, two a page", "ListOrganizationalUnitsForParent", {"ParentId": kept("root")}, items=5, pages=3
    ),
    pages(
        "units as children, two a page",
        "ListChildren",
        {"ParentId": kept("root"), "ChildType": "ORGANIZATIONAL_UNIT"},
        items=5,
        pages=3,
    ),
    call(
        "a unit gets another name",
        "UpdateOrganizationalUnit",
        {"OrganizationalUnitId": kept("black"), "Name": "Grey"},
        answer={"OrganizationalUnit": shapes.unit("black", "Grey", "{root}")},
    ),
    call(
        "a unit can have the name of one elsewhere",
        "CreateOrganizationalUnit",
        {"ParentId": kept("navy"), "Name": "Green"},
    ),
    call(
        "a unit has its parent",
        "ListParents",
        {"ChildId": kept("navy")},
        answer=With({"Parents": [{"Id": kept("blue"), "Type": "ORGANIZATIONAL_UNIT"}]}),
    ),
    call(
        "an empty unit is deleted",
        "DeleteOrganizationalUnit",
        {"OrganizationalUnitId": kept("white")},
        answer={},
    ),
    refused(
        "it is gone",
        "DescribeOrganizationalUnit",
        {"OrganizationalUnitId": kept("white")},
        "OrganizationalUnitNotFound",
    ),
]

ACCOUNTS = [
    *setup.organization(),
    setup.unit("Blue", "root"),
    setup.unit("Green", "root"),
    *[step for name in ["Ana", "Ben", "Cleo"] for step in setup.account(name, DOMAIN)],
    call(
        "a new account is below the root",
        "ListParents",
        {"ChildId": kept("ana")},
        answer=With({"Parents": [{"Id": kept("root"), "Type": "ROOT"}]}),
    ),
    *[
        call(
            f"{name} is moved to the unit Blue",
            "MoveAccount",
            {"AccountId": kept(name), "SourceParentId": kept("root"), "DestinationParentId": kept("blue")},
            answer={},
        )
        for name in ["ana", "ben", "cleo"]
    ],
    call(
        "an account is where it was moved to",
        "DescribeAccount",
        {"AccountId": kept("ana")},
        answer={"Account": shapes.account("ana", "Ana", f"ana@{DOMAIN}", "{root}/{blue}")},
    ),
    pages("its parents", "ListParents", {"ChildId": kept("ana")}, items=1, pages=1, size=1),
    pages(
        "the accounts of a unit, two a page",
        "ListAccountsForParent",
        {"ParentId": kept("blue")},
        items=3,
        pages=2,
    ),
    call(
        "the accounts of a unit as children",
        "ListChildren",
        {"ParentId": kept("blue"), "ChildType": "ACCOUNT"},
        answer=With(
            {
                "Children": InAnyOrder(
                    [{"Id": kept(name), "Type": "ACCOUNT"} for name in ["ana", "ben", "cleo"]]
                )
            }
        ),
    ),
    call(
        "the root has the management account only",
        "ListAccountsForParent",
        {"ParentId": kept("root")},
        answer=With({"Accounts": [With({"Id": kept("management")})]}),
    ),
    refused(
        "a unit with accounts cannot be deleted",
        "DeleteOrganizationalUnit",
        {"OrganizationalUnitId": kept("blue")},
        "OrganizationalUnitNotEmpty",
    ),
]

DEPTH = [
    *setup.organization(),
    *[
        call(
            f"a unit on level {level + 1}",
            "CreateOrganizationalUnit",
            {"ParentId": kept(f"level_{level}" if level else "root"), "Name": f"Level {level + 1}"},
            keep={f"level_{level + 1}": "OrganizationalUnit.Id"},
        )
        for level in range(5)
    ],
    refused(
        "five levels are the most",
        "CreateOrganizationalUnit",
        {"ParentId": kept("level_5"), "Name": "Level 6"},
        "ConstraintViolation",
        "OU_DEPTH_LIMIT_EXCEEDED",
    ),
    refused(
        "a unit with units cannot be deleted",
        "DeleteOrganizationalUnit",
        {"OrganizationalUnitId": kept("level_1")},
        "OrganizationalUnitNotEmpty",
    ),
]

SCENARIOS = [
    Scenario("units", "203000000001", UNITS),
    Scenario("accounts in units", "203000000002", ACCOUNTS),
    Scenario("depth of the tree", "203000000003", DEPTH),
]
