"""From consolidated billing to all features."""

from kept import kept
from pattern import With
from scenarios import setup, shapes
from step import Scenario, call, pages, refused

MANAGEMENT = "205000000001"
INVITED = ["205000000011", "205000000012"]


def approval(state):
    return {"Handshake": With({"Id": kept("approval"), "Action": "ENABLE_ALL_FEATURES", "State": state})}


STEPS = [
    *setup.organization("CONSOLIDATED_BILLING"),
    *[step for account in INVITED for step in setup.member(account, f"member_{account}")],
    refused(
        "policies need all features",
        "EnablePolicyType",
        {"RootId": kept("root"), "PolicyType": "TAG_POLICY"},
        "PolicyTypeNotAvailableForOrganization",
    ),
    refused(
        "closing needs all features",
        "CloseAccount",
        {"AccountId": kept(f"member_{INVITED[0]}")},
        "ConstraintViolation",
        "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
    ),
    call(
        "all features are asked for",
        "EnableAllFeatures",
        answer={"Handshake": With({"Action": "ENABLE_ALL_FEATURES", "State": "REQUESTED"})},
        keep={"approval": "Handshake.Id"},
    ),
    refused(
        "they are asked for once",
        "EnableAllFeatures",
        {},
        "HandshakeConstraintViolation",
        "ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION",
    ),
    refused(
        "nobody is invited meanwhile",
        "InviteAccountToOrganization",
        {"Target": {"Id": "205000000019", "Type": "ACCOUNT"}},
        "HandshakeConstraintViolation",
        "INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES",
    ),
    refused(
        "they cannot be finalized yet",
        "AcceptHandshake",
        {"HandshakeId": kept("approval")},
        "InvalidHandshakeTransition",
    ),
    *[
        call(
            f"the account {account} is asked to approve",
            "ListHandshakesForAccount",
            {"Filter": {"ActionType": "APPROVE_ALL_FEATURES"}},
            by=account,
            answer=With({"Handshakes": [With({"Action": "APPROVE_ALL_FEATURES", "State": "OPEN"})]}),
            keep={f"approval_{account}": "Handshakes.0.Id"},
        )
        for account in INVITED
    ],
    pages(
        "the requests to approve, one a page",
        "ListHandshakesForOrganization",
        {"Filter": {"ParentHandshakeId": kept("approval")}},
        items=2,
        pages=2,
        size=1,
    ),
    *[
        call(
            f"the account {account} approves",
            "AcceptHandshake",
            {"HandshakeId": kept(f"approval_{account}")},
            by=account,
            answer={"Handshake": With({"State": "ACCEPTED"})},
        )
        for account in INVITED
    ],
    call(
        "all have approved", "DescribeHandshake", {"HandshakeId": kept("approval")}, answer=approval("OPEN")
    ),
    call(
        "it is finalized",
        "AcceptHandshake",
        {"HandshakeId": kept("approval")},
        answer=approval("ACCEPTED"),
        keep={"finalized": "Handshake.Id"},
    ),
    call(
        "the organization has all features",
        "DescribeOrganization",
        needs=("finalized",),
        answer={"Organization": shapes.organization("ALL")},
    ),
    refused(
        "they cannot be enabled again",
        "EnableAllFeatures",
        {},
        "HandshakeConstraintViolation",
        "ORGANIZATION_ALREADY_HAS_ALL_FEATURES",
    ),
]

SCENARIOS = [Scenario("all features", MANAGEMENT, STEPS)]
