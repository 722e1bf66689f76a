"""Steps with which several scenarios begin."""

from kept import kept
from pattern import With
from step import call, wait


def organization(feature_set="ALL", by=None, prefix=""):
    """Creates an organization, and keeps its ID and that of its root."""
    return [
        call(
            "an organization is created",
            "CreateOrganization",
            {"FeatureSet": feature_set},
            by=by,
            keep={f"{prefix}organization": "Organization.Id"},
        ),
        call("it has a root", "ListRoots", by=by, keep={f"{prefix}root": "Roots.0.Id"}),
    ]


def account(name, domain, **parameters):
    """Creates an account, waits until it exists, and keeps its ID under its name in lower case."""
    key = name.lower()
    return [
        call(
            f"{name}'s account is asked for",
            "CreateAccount",
            {"AccountName": name, "Email": f"{key}@{domain}", **parameters},
            keep={f"{key}_request": "CreateAccountStatus.Id"},
        ),
        wait(
            f"{name}'s account is created",
            "DescribeCreateAccountStatus",
            {"CreateAccountRequestId": kept(f"{key}_request")},
            "CreateAccountStatus.State",
            With({"CreateAccountStatus": With({"State": "SUCCEEDED"})}),
            keep={key: "CreateAccountStatus.AccountId"},
        ),
    ]


def unit(name, parent):
    """Creates a unit, and keeps its ID under its name in lower case."""
    return call(
        f"the unit {name} is created",
        "CreateOrganizationalUnit",
        {"ParentId": kept(parent), "Name": name},
        keep={name.lower(): "OrganizationalUnit.Id"},
    )


def member(account, name="member"):
    """Invites an account, which accepts, and keeps its ID under this name."""
    return [
        call(
            f"the account {account} is invited",
            "InviteAccountToOrganization",
            {"Target": {"Id": account, "Type": "ACCOUNT"}},
            keep={f"{name}_invitation": "Handshake.Id"},
        ),
        call(
            f"the account {account} joins",
            "AcceptHandshake",
            {"HandshakeId": kept(f"{name}_invitation")},
            by=account,
            keep={name: "Handshake.Parties.1.Id"},
        ),
    ]
