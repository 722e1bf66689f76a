"""Accounts, from their creation to their end."""

from kept import kept
from pattern import ANYTHING, TIME, Matching, With
from scenarios import setup, shapes
from step import Scenario, call, pages, refused, wait

DOMAIN = "accounts.example.com"
NAMES = ["Ana", "Ben", "Cleo", "Dan", "Eve"]


def status(state, **members):
    """How a creation is seen."""
    return {
        "Id": Matching("the ID of a creation", r"car-[0-9a-z]{8,32}"),
        "AccountName": ANYTHING,
        "State": state,
        "RequestedTimestamp": TIME,
        **members,
    }


DONE = {"CompletedTimestamp": TIME, "AccountId": Matching("an account ID", r"\d{12}")}

CREATED = [
    *setup.organization(),
    call(
        "an account is created in the background",
        "CreateAccount",
        {
            "AccountName": "Zoe",
            "Email": f"zoe@{DOMAIN}",
            "RoleName": "Admin",
            "IamUserAccessToBilling": "ALLOW",
        },
        answer={"CreateAccountStatus": status("IN_PROGRESS")},
        keep={"zoe_request": "CreateAccountStatus.Id"},
    ),
    wait(
        "the creation comes to an end",
        "DescribeCreateAccountStatus",
        {"CreateAccountRequestId": kept("zoe_request")},
        "CreateAccountStatus.State",
        {"CreateAccountStatus": status("SUCCEEDED", **DONE)},
        keep={"zoe": "CreateAccountStatus.AccountId"},
    ),
    call(
        "the account is a member",
        "DescribeAccount",
        {"AccountId": kept("zoe")},
        answer={"Account": shapes.account("zoe", "Zoe", f"zoe@{DOMAIN}", "{root}")},
    ),
    call(
        "it knows its organization",
        "DescribeOrganization",
        by=kept("zoe"),
        answer={"Organization": shapes.organization()},
    ),
    *[step for name in NAMES for step in setup.account(name, DOMAIN)],
    pages("accounts, two a page", "ListAccounts", {}, items=7, pages=4),
    pages("accounts, on one page", "ListAccounts", {}, items=7, pages=1, size=20),
    pages("creations, two a page", "ListCreateAccountStatus", {}, items=6, pages=3),
    pages(
        "creations that succeeded",
        "ListCreateAccountStatus",
        {"States": ["SUCCEEDED"]},
        items=6,
        pages=2,
        size=4,
    ),
    call(
        "no creation failed",
        "ListCreateAccountStatus",
        {"States": ["FAILED"]},
        answer=With({"CreateAccountStatuses": []}),
    ),
    call(
        "an account comes with one in AWS GovCloud (US)",
        "CreateGovCloudAccount",
        {"AccountName": "Gov", "Email": f"gov@{DOMAIN}"},
        answer={"CreateAccountStatus": status("IN_PROGRESS")},
        keep={"gov_request": "CreateAccountStatus.Id"},
    ),
    wait(
        "both are created",
        "DescribeCreateAccountStatus",
        {"CreateAccountRequestId": kept("gov_request")},
        "CreateAccountStatus.State",
        {
            "CreateAccountStatus": status(
                "SUCCEEDED", GovCloudAccountId=Matching("an account ID", r"\d{12}"), **DONE
            )
        },
    ),
]

CLOSED = [
    *setup.organization(),
    *setup.account("Mia", "closed.example.com"),
    call("an account is closed in the background", "CloseAccount", {"AccountId": kept("mia")}, answer={}),
    wait(
        "the account is closed",
        "DescribeAccount",
        {"AccountId": kept("mia")},
        "Account.State",
        {"Account": shapes.account("mia", "Mia", "mia@closed.example.com", "{root}", state="CLOSED")},
    ),
    refused("it cannot be closed again", "CloseAccount", {"AccountId": kept("mia")}, "AccountAlreadyClosed"),
    refused(
        "the management account cannot be closed",
        "CloseAccount",
        {"AccountId": kept("management")},
        "ConstraintViolation",
        "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
    ),
]

LEFT = [
    *setup.organization(),
    *setup.account("Kim", "left.example.com"),
    refused("the organization is not empty", "DeleteOrganization", {}, "OrganizationNotEmpty"),
    call(
        "an email address cannot be used twice",
        "CreateAccount",
        {"AccountName": "Kim II", "Email": "kim@left.example.com"},
        keep={"again_request": "CreateAccountStatus.Id"},
    ),
    wait(
        "the creation fails",
        "DescribeCreateAccountStatus",
        {"CreateAccountRequestId": kept("again_request")},
        "CreateAccountStatus.State",
        {
            "CreateAccountStatus": status(
                "FAILED", CompletedTimestamp=TIME, FailureReason="EMAIL_ALREADY_EXISTS"
            )
        },
    ),
    refused(
        "a member account cannot remove another",
        "RemoveAccountFromOrganization",
        {"AccountId": kept("management")},
        "AccessDenied",
        by=kept("kim"),
    ),
    refused(
        "the management account cannot be removed",
        "RemoveAccountFromOrganization",
        {"AccountId": kept("management")},
        "MasterCannotLeaveOrganization",
    ),
    refused(
        "a created account stays for four days",
        "RemoveAccountFromOrganization",
        {"AccountId": kept("kim")},
        "ConstraintViolation",
        "WAIT_PERIOD_ACTIVE",
    ),
]

SCENARIOS = [
    Scenario("accounts that are created", "202000000001", CREATED),
    Scenario("accounts that are closed", "202000000002", CLOSED),
    Scenario("accounts that leave", "202000000003", LEFT),
]
