"""Invitations, from the invitation to the answer."""

from kept import kept
from pattern import ANYTHING, With
from scenarios import setup, shapes
from step import Scenario, call, pages, refused, wait

MANAGEMENT = "204000000001"
ACCEPTS, DECLINES, IS_CANCELED, BY_EMAIL, STRANGER = [f"20400000001{digit}" for digit in range(5)]
EMAIL = f"{BY_EMAIL}@example.com"

ORGANIZATION = {
    "Type": "ORGANIZATION",
    "Value": kept("organization"),
    "Resources": [
        {"Type": "MASTER_EMAIL", "Value": shapes.EMAIL},
        {"Type": "MASTER_NAME", "Value": ANYTHING},
        {"Type": "ORGANIZATION_FEATURE_SET", "Value": "ALL"},
    ],
}


def invitation(name, state, target, kind="ACCOUNT", notes=None):
    """How an invitation is seen."""
    parties = [{"Id": kept("organization"), "Type": "ORGANIZATION"}, {"Id": target, "Type": kind}]
    resources = [ORGANIZATION, {"Type": kind, "Value": target}]
    if notes:
        resources.append({"Type": "NOTES", "Value": notes})
    return {"Handshake": shapes.handshake(name, "INVITE", state, parties, resources)}


def invite(name, target, kind="ACCOUNT", **parameters):
    return call(
        f"{name} is invited",
        "InviteAccountToOrganization",
        {"Target": {"Id": target, "Type": kind}, **parameters},
        answer={"Handshake": With({"Id": shapes.HANDSHAKE_ID, "State": "OPEN"})},
        keep={name: "Handshake.Id"},
    )


def of(name):
    return {"HandshakeId": kept(name)}


def seen(name, state, by=None, target=None, **details):
    sees = "the recipient" if by else "the sender"
    return call(
        f"{sees} sees it {state}",
        "DescribeHandshake",
        of(name),
        by=by,
        answer=invitation(name, state, target or by, **details),
    )


STEPS = [
    *setup.organization(),
    call("nothing has been sent", "ListHandshakesForOrganization", answer=With({"Handshakes": []})),
    call(
        "nothing has been received", "ListHandshakesForAccount", by=ACCEPTS, answer=With({"Handshakes": []})
    ),
    # Accepted.
    invite("accepted", ACCEPTS, Notes="Join us ☕", Tags=[{"Key": "team", "Value": "blue"}]),
    seen("accepted", "OPEN", target=ACCEPTS, notes="Join us ☕"),
    seen("accepted", "OPEN", by=ACCEPTS, notes="Join us ☕"),
    refused(
        "a third account does not see it",
        "DescribeHandshake",
        of("accepted"),
        "HandshakeNotFound",
        by=STRANGER,
    ),
    refused(
        "a third account cannot accept it",
        "AcceptHandshake",
        of("accepted"),
        "HandshakeNotFound",
        by=STRANGER,
    ),
    refused("the sender cannot accept it", "AcceptHandshake", of("accepted"), "AccessDenied"),
    refused("the sender cannot decline it", "DeclineHandshake", of("accepted"), "AccessDenied"),
    refused("the recipient cannot cancel it", "CancelHandshake", of("accepted"), "AccessDenied", by=ACCEPTS),
    refused(
        "nobody is invited twice",
        "InviteAccountToOrganization",
        {"Target": {"Id": ACCEPTS, "Type": "ACCOUNT"}},
        "DuplicateHandshake",
    ),
    call(
        "the recipient accepts",
        "AcceptHandshake",
        of("accepted"),
        by=ACCEPTS,
        answer=invitation("accepted", "ACCEPTED", ACCEPTS, notes="Join us ☕"),
    ),
    wait(
        "the sender waits for the answer",
        "DescribeHandshake",
        of("accepted"),
        "Handshake.State",
        invitation("accepted", "ACCEPTED", ACCEPTS, notes="Join us ☕"),
        keep={"member": "Handshake.Parties.1.Id"},
    ),
    call(
        "the recipient is a member",
        "DescribeOrganization",
        {},
        by=kept("member"),
        answer={"Organization": shapes.organization()},
    ),
    call(
        "it joined by invitation",
        "DescribeAccount",
        {"AccountId": kept("member")},
        answer=With({"Account": With({"JoinedMethod": "INVITED", "State": "ACTIVE"})}),
    ),
    call(
        "it has the tags of the invitation",
        "ListTagsForResource",
        {"ResourceId": kept("member")},
        answer=With({"Tags": [{"Key": "team", "Value": "blue"}]}),
    ),
    refused(
        "it cannot accept again", "AcceptHandshake", of("accepted"), "HandshakeAlreadyInState", by=ACCEPTS
    ),
    refused(
        "it can no longer decline",
        "DeclineHandshake",
        of("accepted"),
        "InvalidHandshakeTransition",
        by=ACCEPTS,
    ),
    refused(
        "the sender can no longer cancel", "CancelHandshake", of("accepted"), "InvalidHandshakeTransition"
    ),
    refused(
        "a member is not invited",
        "InviteAccountToOrganization",
        {"Target": {"Id": ACCEPTS, "Type": "ACCOUNT"}},
        "HandshakeConstraintViolation",
        "ALREADY_IN_AN_ORGANIZATION",
    ),
    refused("a member cannot list accounts", "ListAccounts", {}, "AccessDenied", by=kept("member")),
    # Declined.
    invite("declined", DECLINES),
    call(
        "the recipient declines",
        "DeclineHandshake",
        of("declined"),
        by=DECLINES,
        answer=invitation("declined", "DECLINED", DECLINES),
        keep={"not_a_member": "Handshake.Parties.1.Id"},
    ),
    refused(
        "it cannot decline again", "DeclineHandshake", of("declined"), "HandshakeAlreadyInState", by=DECLINES
    ),
    refused(
        "it can no longer accept",
        "AcceptHandshake",
        of("declined"),
        "InvalidHandshakeTransition",
        by=DECLINES,
    ),
    refused(
        "it is in no organization",
        "DescribeOrganization",
        {},
        "AWSOrganizationsNotInUse",
        by=kept("not_a_member"),
    ),
    # Canceled.
    invite("canceled", IS_CANCELED),
    call(
        "the sender cancels",
        "CancelHandshake",
        of("canceled"),
        answer=invitation("canceled", "CANCELED", IS_CANCELED),
    ),
    seen("canceled", "CANCELED", by=IS_CANCELED),
    refused(
        "the recipient can no longer accept",
        "AcceptHandshake",
        of("canceled"),
        "InvalidHandshakeTransition",
        by=IS_CANCELED,
    ),
    invite("renewed", IS_CANCELED),
    # By email address.
    invite("mailed", EMAIL, kind="EMAIL"),
    seen("mailed", "OPEN", target=EMAIL, kind="EMAIL"),
    call(
        "the owner of the address accepts",
        "AcceptHandshake",
        of("mailed"),
        by=BY_EMAIL,
        keep={"mail_member": "Handshake.Parties.1.Id"},
    ),
    call(
        "it has joined",
        "DescribeAccount",
        {"AccountId": BY_EMAIL},
        needs=("mail_member",),
        answer=With({"Account": With({"Email": kept("mail_member")})}),
    ),
    # Lists.
    pages("what was sent, two a page", "ListHandshakesForOrganization", {}, items=5, pages=3),
    pages(
        "what was received, one a page",
        "ListHandshakesForAccount",
        {},
        items=2,
        pages=2,
        size=1,
        by=IS_CANCELED,
    ),
    call(
        "invitations among what was sent",
        "ListHandshakesForOrganization",
        {"Filter": {"ActionType": "ENABLE_ALL_FEATURES"}},
        answer=With({"Handshakes": []}),
    ),
    # A member that was invited leaves.
    refused("the management account cannot leave", "LeaveOrganization", {}, "MasterCannotLeaveOrganization"),
    call("a member leaves", "LeaveOrganization", by=ACCEPTS, answer={}),
    refused("it is no longer a member", "DescribeAccount", {"AccountId": kept("member")}, "AccountNotFound"),
    call(
        "another one is removed",
        "RemoveAccountFromOrganization",
        {"AccountId": BY_EMAIL},
        needs=("mail_member",),
        answer={},
    ),
    refused(
        "it is no longer in an organization",
        "DescribeOrganization",
        {},
        "AWSOrganizationsNotInUse",
        by=BY_EMAIL,
        needs=("mail_member",),
    ),
]

SCENARIOS = [Scenario("invitations", MANAGEMENT, STEPS)]
