"""What several scenarios expect of an answer."""

from kept import kept
from pattern import ANYTHING, TIME, Matching

EMAIL = Matching("an email address", r"[^\s@]+@[^\s@]+\.[^\s@]+")
HANDSHAKE_ID = Matching("the ID of a handshake", r"h-[0-9a-z]{8,32}")
POLICY_ID = Matching("the ID of a policy", r"p-[0-9a-zA-Z_]{8,128}")
TRANSFER_ID = Matching("the ID of a transfer", r"rt-[0-9a-z]{8,32}")
UNIT_ID = Matching("the ID of a unit", r"ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}")

ALLOW_ALL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def arn(kind, rest):
    """The ARN of something in the organization of the scenario."""
    return kept(f"arn:aws:organizations::{{management}}:{kind}/{{organization}}/{rest}")


def organization(feature_set="ALL"):
    return {
        "Id": Matching("the ID of an organization", r"o-[a-z0-9]{10,32}"),
        "Arn": Matching("the ARN of an organization", r"arn:aws:organizations::\d{12}:organization/o-.*"),
        "FeatureSet": feature_set,
        "MasterAccountArn": Matching("the ARN of an account", r"arn:aws:organizations::\d{12}:account/o-.*"),
        "MasterAccountId": kept("management"),
        "MasterAccountEmail": EMAIL,
        "AvailablePolicyTypes": ANYTHING,
    }


def root(*policy_types):
    return {
        "Id": kept("root"),
        "Arn": arn("root", "{root}"),
        "Name": "Root",
        "PolicyTypes": [{"Type": name, "Status": "ENABLED"} for name in policy_types],
    }


def account(identifier, name, email, path, joined="CREATED", state="ACTIVE"):
    """An account in the organization; the path leads from the root to its parent."""
    status = {"CLOSED": "SUSPENDED"}.get(state, state)
    return {
        "Id": kept(identifier),
        "Arn": arn("account", f"{{{identifier}}}"),
        "Name": name,
        "Email": email,
        "Status": status,
        "State": state,
        "Paths": [kept(f"{{organization}}/{path}/{{{identifier}}}/")],
        "JoinedMethod": joined,
        "JoinedTimestamp": TIME,
    }


def unit(identifier, name, path):
    """A unit; the path leads from the root to its parent."""
    return {
        "Id": kept(identifier),
        "Arn": arn("ou", f"{{{identifier}}}"),
        "Name": name,
        "Path": kept(f"{{organization}}/{path}/{{{identifier}}}/"),
    }


def policy_summary(identifier, name, description, kind):
    return {
        "Id": kept(identifier),
        "Arn": arn("policy", f"{kind.lower()}/{{{identifier}}}"),
        "Name": name,
        "Description": description,
        "Type": kind,
        "AwsManaged": False,
    }


def handshake(identifier, action, state, parties, resources):
    return {
        "Id": kept(identifier),
        "Arn": arn("handshake", f"{action.lower()}/{{{identifier}}}"),
        "Action": action,
        "State": state,
        "Parties": parties,
        "Resources": resources,
        "RequestedTimestamp": TIME,
        "ExpirationTimestamp": TIME,
    }
