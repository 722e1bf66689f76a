"""Billing transfers between two organizations."""

from datetime import datetime, timedelta, timezone

from kept import kept
from pattern import ANYTHING, TIME, With
from scenarios import setup, shapes
from step import Scenario, call, refused

TAKES = "211000000001"
GIVES = "211000000002"
ALSO_GIVES = "211000000003"


def first_of_a_month(months):
    """The beginning of a month, so many months from now."""
    day = datetime.now(timezone.utc).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(months):
        day = (day + timedelta(days=32)).replace(day=1)
    return day


def invitation(target, **changes):
    return {
        "Type": "BILLING",
        "Target": {"Id": target, "Type": "ACCOUNT"},
        "StartTimestamp": first_of_a_month(1),
        "SourceName": f"From {target}",
        **changes,
    }


def transfer(name, status):
    """How both sides see a transfer, but for its ARN."""
    return With(
        {
            "Id": kept(name),
            "Name": ANYTHING,
            "Type": "BILLING",
            "Status": status,
            "Source": {"ManagementAccountId": GIVES, "ManagementAccountEmail": shapes.EMAIL},
            "Target": {"ManagementAccountId": TAKES, "ManagementAccountEmail": shapes.EMAIL},
            "StartTimestamp": TIME,
        }
    )


STEPS = [
    *setup.organization(),
    *setup.organization(by=GIVES, prefix="gives_"),
    *setup.organization(by=ALSO_GIVES, prefix="also_gives_"),
    refused(
        "a transfer starts with a month",
        "InviteOrganizationToTransferResponsibility",
        invitation(GIVES, StartTimestamp=first_of_a_month(1) + timedelta(days=1)),
        "InvalidInput",
        "START_DATE_NOT_BEGINNING_OF_MONTH",
    ),
    refused(
        "it starts with a day",
        "InviteOrganizationToTransferResponsibility",
        invitation(GIVES, StartTimestamp=first_of_a_month(1) + timedelta(hours=1)),
        "InvalidInput",
        "START_DATE_NOT_BEGINNING_OF_DAY",
    ),
    refused(
        "it does not start in the past",
        "InviteOrganizationToTransferResponsibility",
        invitation(GIVES, StartTimestamp=first_of_a_month(0)),
        "InvalidInput",
        "START_DATE_TOO_EARLY",
    ),
    call(
        "an organization is invited",
        "InviteOrganizationToTransferResponsibility",
        invitation(GIVES, Notes="We pay"),
        answer={"Handshake": With({"Action": "TRANSFER_RESPONSIBILITY", "State": ANYTHING})},
        keep={"handshake": "Handshake.Id"},
    ),
    refused(
        "it is invited once",
        "InviteOrganizationToTransferResponsibility",
        invitation(GIVES),
        "DuplicateHandshake",
    ),
    call(
        "the transfer has been requested",
        "ListInboundResponsibilityTransfers",
        {"Type": "BILLING"},
        answer=With(
            {
                "ResponsibilityTransfers": [
                    With(
                        {
                            "Id": shapes.TRANSFER_ID,
                            "Status": "REQUESTED",
                            "ActiveHandshakeId": kept("handshake"),
                        }
                    )
                ]
            }
        ),
        keep={"transfer": "ResponsibilityTransfers.0.Id"},
    ),
    call(
        "the other side sees it",
        "ListOutboundResponsibilityTransfers",
        {"Type": "BILLING"},
        by=GIVES,
        answer=With({"ResponsibilityTransfers": [With({"Id": kept("transfer"), "Status": "REQUESTED"})]}),
    ),
    call(
        "the other side accepts",
        "AcceptHandshake",
        {"HandshakeId": kept("handshake")},
        by=GIVES,
        answer={"Handshake": With({"State": "ACCEPTED"})},
        keep={"accepted": "Handshake.Id"},
    ),
    *[
        call(
            f"the transfer is accepted, as {side} sees it",
            "DescribeResponsibilityTransfer",
            {"Id": kept("transfer")},
            by=by,
            answer={"ResponsibilityTransfer": transfer("transfer", "ACCEPTED")},
        )
        for side, by in [("one side", None), ("the other", GIVES)]
    ],
    refused(
        "a third organization does not see it",
        "DescribeResponsibilityTransfer",
        {"Id": kept("transfer")},
        "ResponsibilityTransferNotFound",
        by=ALSO_GIVES,
    ),
    call(
        "it gets another name",
        "UpdateResponsibilityTransfer",
        {"Id": kept("transfer"), "Name": "Blue"},
        answer={"ResponsibilityTransfer": With({"Id": kept("transfer"), "Name": "Blue"})},
    ),
    refused(
        "an organization in a transfer cannot be deleted",
        "DeleteOrganization",
        {},
        "ConstraintViolation",
        "ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS",
        by=GIVES,
        needs=("accepted",),
    ),
    call(
        "a second organization is invited",
        "InviteOrganizationToTransferResponsibility",
        invitation(ALSO_GIVES),
        keep={"second": "Handshake.Id"},
    ),
    call(
        "transfers, one a page",
        "ListInboundResponsibilityTransfers",
        {"Type": "BILLING", "MaxResults": 1},
        answer={"ResponsibilityTransfers": [With({"Type": "BILLING"})], "NextToken": ANYTHING},
        keep={"token": "NextToken"},
    ),
    call(
        "the second page is the last one",
        "ListInboundResponsibilityTransfers",
        {"Type": "BILLING", "MaxResults": 1, "NextToken": kept("token")},
        answer={"ResponsibilityTransfers": [With({"Type": "BILLING"})]},
    ),
    call(
        "the second organization declines", "DeclineHandshake", {"HandshakeId": kept("second")}, by=ALSO_GIVES
    ),
    call(
        "its transfer is declined",
        "ListOutboundResponsibilityTransfers",
        {"Type": "BILLING"},
        by=ALSO_GIVES,
        answer=With({"ResponsibilityTransfers": [With({"Status": "DECLINED"})]}),
        keep={"declined": "ResponsibilityTransfers.0.Id"},
    ),
    refused(
        "a declined transfer keeps its name",
        "UpdateResponsibilityTransfer",
        {"Id": kept("declined"), "Name": "Red"},
        "ConstraintViolation",
        "TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED",
    ),
    call(
        "the transfer is ended",
        "TerminateResponsibilityTransfer",
        {"Id": kept("transfer")},
        answer={"ResponsibilityTransfer": With({"Id": kept("transfer"), "EndTimestamp": TIME})},
    ),
    refused(
        "it is ended once",
        "TerminateResponsibilityTransfer",
        {"Id": kept("transfer")},
        "ResponsibilityTransferAlreadyInStatus",
    ),
    refused(
        "a declined transfer cannot be ended",
        "TerminateResponsibilityTransfer",
        {"Id": kept("declined")},
        "InvalidResponsibilityTransferTransition",
        by=ALSO_GIVES,
    ),
    refused(
        "an organization does not invite itself",
        "InviteOrganizationToTransferResponsibility",
        invitation(TAKES),
        "HandshakeConstraintViolation",
        "SOURCE_AND_TARGET_CANNOT_MATCH",
    ),
    refused(
        "an account without an organization is not invited",
        "InviteOrganizationToTransferResponsibility",
        invitation("211000000009"),
        "HandshakeConstraintViolation",
        "TARGET_ACCOUNT_VALIDATION_FAILURE",
    ),
    refused(
        "there is no other transfer",
        "DescribeResponsibilityTransfer",
        {"Id": "rt-00000000"},
        "ResponsibilityTransferNotFound",
    ),
]

SCENARIOS = [Scenario("responsibility transfers", TAKES, STEPS)]
