"""An organization from its beginning to its end."""

from kept import kept
from pattern import With
from scenarios import shapes
from step import Scenario, call, pages, refused

MANAGEMENT = "201000000001"
OTHER = "201000000002"
NOT_IN_USE = "AWSOrganizationsNotInUse"

LIFE = [
    refused("an account begins without one", "DescribeOrganization", {}, NOT_IN_USE),
    refused("nobody has its root", "ListRoots", {}, NOT_IN_USE),
    refused("nobody deletes it", "DeleteOrganization", {}, NOT_IN_USE),
    refused(
        "nobody creates accounts in it",
        "CreateAccount",
        {"Email": "ana@none.example.com", "AccountName": "Ana"},
        NOT_IN_USE,
    ),
    call(
        "it is created with all features",
        "CreateOrganization",
        {"FeatureSet": "ALL"},
        answer={"Organization": shapes.organization()},
        keep={"organization": "Organization.Id"},
    ),
    call("it is there", "DescribeOrganization", answer={"Organization": shapes.organization()}),
    refused("an account has one at most", "CreateOrganization", {}, "AlreadyInOrganization"),
    call("its root is kept", "ListRoots", keep={"root": "Roots.0.Id"}),
    call(
        "service control policies are enabled from the beginning",
        "ListRoots",
        answer={"Roots": [shapes.root("SERVICE_CONTROL_POLICY")]},
    ),
    pages("there is one root", "ListRoots", {}, items=1, pages=1, size=1),
    call(
        "its only account is the one that manages it",
        "ListAccounts",
        answer={"Accounts": [With({"Id": MANAGEMENT, "JoinedMethod": "INVITED", "State": "ACTIVE"})]},
    ),
    refused("another account is not in it", "DescribeOrganization", {}, NOT_IN_USE, by=OTHER),
    call(
        "another account has one of its own",
        "CreateOrganization",
        by=OTHER,
        keep={"other": "Organization.Id"},
    ),
    call("its root is another", "ListRoots", by=OTHER, keep={"other_root": "Roots.0.Id"}),
    refused(
        "nobody sees into another organization",
        "ListChildren",
        {"ParentId": kept("other_root"), "ChildType": "ACCOUNT"},
        "ParentNotFound",
    ),
    call("it is deleted", "DeleteOrganization"),
    refused("it is gone", "DescribeOrganization", {}, NOT_IN_USE),
    call(
        "the other one is still there",
        "DescribeOrganization",
        by=OTHER,
        answer=With({"Organization": With({"Id": kept("other")})}),
    ),
    call(
        "a new one has consolidated billing only",
        "CreateOrganization",
        {"FeatureSet": "CONSOLIDATED_BILLING"},
        answer=With({"Organization": With({"FeatureSet": "CONSOLIDATED_BILLING"})}),
    ),
    call("it has no policy types", "ListRoots", answer={"Roots": [With({"PolicyTypes": []})]}),
]

SCENARIOS = [Scenario("organization", MANAGEMENT, LIFE)]
