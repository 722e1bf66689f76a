"""What is refused because something that it names is not there, or not as it should be."""

import json

from kept import kept
from scenarios import policies, setup
from step import Scenario, refused

NOBODY = "000000000000"
NO_POLICY = "p-0000000000"
NO_ROOT = "r-0000"
NO_UNIT = "ou-0000-00000000"
TOO_LONG = "x" * 200
SCP = policies.SCP


def policy(name, content=json.dumps(policies.CONTENT)):
    return {"Name": name, "Description": "", "Type": SCP, "Content": content}


# Operation, parameters, error and reason.
NOT_FOUND = [
    ("DescribeAccount", {"AccountId": NOBODY}, "AccountNotFound"),
    ("CloseAccount", {"AccountId": NOBODY}, "AccountNotFound"),
    ("RemoveAccountFromOrganization", {"AccountId": NOBODY}, "AccountNotFound"),
    (
        "MoveAccount",
        {"AccountId": NOBODY, "SourceParentId": kept("root"), "DestinationParentId": kept("blue")},
        "AccountNotFound",
    ),
    (
        "RegisterDelegatedAdministrator",
        {"AccountId": NOBODY, "ServicePrincipal": "ssm.amazonaws.com"},
        "AccountNotFound",
    ),
    (
        "DeregisterDelegatedAdministrator",
        {"AccountId": NOBODY, "ServicePrincipal": "ssm.amazonaws.com"},
        "AccountNotFound",
    ),
    ("ListDelegatedServicesForAccount", {"AccountId": NOBODY}, "AccountNotFound"),
    (
        "DescribeCreateAccountStatus",
        {"CreateAccountRequestId": "car-00000000"},
        "CreateAccountStatusNotFound",
    ),
    ("DescribeHandshake", {"HandshakeId": "h-00000000"}, "HandshakeNotFound"),
    ("AcceptHandshake", {"HandshakeId": "h-00000000"}, "HandshakeNotFound"),
    ("DeclineHandshake", {"HandshakeId": "h-00000000"}, "HandshakeNotFound"),
    ("CancelHandshake", {"HandshakeId": "h-00000000"}, "HandshakeNotFound"),
    ("DescribeOrganizationalUnit", {"OrganizationalUnitId": NO_UNIT}, "OrganizationalUnitNotFound"),
    ("DeleteOrganizationalUnit", {"OrganizationalUnitId": NO_UNIT}, "OrganizationalUnitNotFound"),
    (
        "UpdateOrganizationalUnit",
        {"OrganizationalUnitId": NO_UNIT, "Name": "Red"},
        "OrganizationalUnitNotFound",
    ),
    ("CreateOrganizationalUnit", {"ParentId": NO_UNIT, "Name": "Red"}, "ParentNotFound"),
    ("ListOrganizationalUnitsForParent", {"ParentId": NO_UNIT}, "ParentNotFound"),
    ("ListAccountsForParent", {"ParentId": NO_UNIT}, "ParentNotFound"),
    ("ListChildren", {"ParentId": NO_ROOT, "ChildType": "ACCOUNT"}, "ParentNotFound"),
    ("ListParents", {"ChildId": NO_UNIT}, "ChildNotFound"),
    ("ListParents", {"ChildId": NOBODY}, "ChildNotFound"),
    (
        "MoveAccount",
        {"AccountId": kept("ana"), "SourceParentId": NO_UNIT, "DestinationParentId": kept("blue")},
        "SourceParentNotFound",
    ),
    (
        "MoveAccount",
        {"AccountId": kept("ana"), "SourceParentId": kept("root"), "DestinationParentId": NO_UNIT},
        "DestinationParentNotFound",
    ),
    ("EnablePolicyType", {"RootId": NO_ROOT, "PolicyType": "TAG_POLICY"}, "RootNotFound"),
    ("DisablePolicyType", {"RootId": NO_ROOT, "PolicyType": "TAG_POLICY"}, "RootNotFound"),
    ("DescribePolicy", {"PolicyId": NO_POLICY}, "PolicyNotFound"),
    ("UpdatePolicy", {"PolicyId": NO_POLICY, "Name": "Red"}, "PolicyNotFound"),
    ("DeletePolicy", {"PolicyId": NO_POLICY}, "PolicyNotFound"),
    ("AttachPolicy", {"PolicyId": NO_POLICY, "TargetId": kept("root")}, "PolicyNotFound"),
    ("DetachPolicy", {"PolicyId": NO_POLICY, "TargetId": kept("root")}, "PolicyNotFound"),
    ("ListTargetsForPolicy", {"PolicyId": NO_POLICY}, "PolicyNotFound"),
    ("AttachPolicy", {"PolicyId": kept("scp"), "TargetId": NOBODY}, "TargetNotFound"),
    ("AttachPolicy", {"PolicyId": kept("scp"), "TargetId": NO_ROOT}, "TargetNotFound"),
    ("DetachPolicy", {"PolicyId": kept("scp"), "TargetId": NO_UNIT}, "TargetNotFound"),
    ("ListPoliciesForTarget", {"TargetId": NOBODY, "Filter": SCP}, "TargetNotFound"),
    ("ListPoliciesForTarget", {"TargetId": NO_UNIT, "Filter": SCP}, "TargetNotFound"),
    ("TagResource", {"ResourceId": NO_UNIT, "Tags": [{"Key": "team", "Value": "red"}]}, "TargetNotFound"),
    ("UntagResource", {"ResourceId": NOBODY, "TagKeys": ["team"]}, "TargetNotFound"),
    ("ListTagsForResource", {"ResourceId": NO_POLICY}, "TargetNotFound"),
]

# Operation, parameters and the reason why the input is not valid.
NOT_VALID = [
    ("DescribeAccount", {"AccountId": "12345678901"}, "INVALID_PATTERN"),
    ("DescribeAccount", {"AccountId": "1234567890123"}, "MAX_LENGTH_EXCEEDED"),
    ("DescribeAccount", {}, "INPUT_REQUIRED"),
    ("DescribeOrganizationalUnit", {"OrganizationalUnitId": "blue"}, "INVALID_PATTERN"),
    ("CreateOrganizationalUnit", {"ParentId": kept("root"), "Name": ""}, "MIN_LENGTH_EXCEEDED"),
    ("CreateOrganizationalUnit", {"ParentId": kept("root"), "Name": TOO_LONG}, "MAX_LENGTH_EXCEEDED"),
    ("CreateOrganizationalUnit", {"ParentId": kept("root")}, "INPUT_REQUIRED"),
    ("DescribePolicy", {"PolicyId": "policy"}, "INVALID_PATTERN"),
    ("DescribeHandshake", {"HandshakeId": "handshake"}, "INVALID_PATTERN"),
    ("ListPolicies", {"Filter": "NO_POLICY"}, "INVALID_ENUM_POLICY_TYPE"),
    ("ListChildren", {"ParentId": kept("root"), "ChildType": "STRANGER"}, "INVALID_ENUM"),
    ("ListAccounts", {"MaxResults": 21}, "MAX_VALUE_EXCEEDED"),
    ("ListAccounts", {"MaxResults": 0}, "MIN_VALUE_EXCEEDED"),
    ("ListAccounts", {"NextToken": "not from a page"}, "INVALID_NEXT_TOKEN"),
    ("CreateAccount", {"AccountName": "Red", "Email": "red"}, "MIN_LENGTH_EXCEEDED"),
    ("CreateAccount", {"AccountName": "Red", "Email": "red.example.com"}, "INVALID_PATTERN"),
    (
        "CreateAccount",
        {"AccountName": "Red", "Email": "red@red.example.com", "RoleName": "AWSServiceRoleForRed"},
        "INVALID_ROLE_NAME",
    ),
    (
        "InviteAccountToOrganization",
        {"Target": {"Id": "o-0123456789", "Type": "ORGANIZATION"}},
        "INVALID_PARTY_TYPE_TARGET",
    ),
    (
        "InviteAccountToOrganization",
        {"Target": {"Id": "somebody", "Type": "EMAIL"}},
        "INVALID_EMAIL_ADDRESS_TARGET",
    ),
    ("InviteAccountToOrganization", {"Target": {"Type": "EMAIL"}}, "INPUT_REQUIRED"),
    ("TagResource", {"ResourceId": "somebody", "Tags": []}, "INVALID_PATTERN"),
    (
        "TagResource",
        {"ResourceId": kept("blue"), "Tags": [{"Key": "team", "Value": "☕"}]},
        "INVALID_PATTERN",
    ),
    ("EnableAWSServiceAccess", {"ServicePrincipal": ""}, "MIN_LENGTH_EXCEEDED"),
]

STEPS = [
    *setup.organization(),
    setup.unit("Blue", "root"),
    setup.unit("Green", "root"),
    *setup.account("Ana", "refusals.example.com"),
    policies.create("Scp"),
    *[
        refused(f"not found: {', '.join(parameters)}", operation, parameters, error)
        for operation, parameters, error in NOT_FOUND
    ],
    *[
        refused(f"not valid: {reason}", operation, parameters, "InvalidInput", reason)
        for operation, parameters, reason in NOT_VALID
    ],
    refused(
        "the unit is where it was not said to be",
        "MoveAccount",
        {"AccountId": kept("ana"), "SourceParentId": kept("green"), "DestinationParentId": kept("blue")},
        "SourceParentNotFound",
    ),
    refused(
        "the account is there already",
        "MoveAccount",
        {"AccountId": kept("ana"), "SourceParentId": kept("root"), "DestinationParentId": kept("root")},
        "DuplicateAccount",
    ),
    refused(
        "units beside each other have different names",
        "UpdateOrganizationalUnit",
        {"OrganizationalUnitId": kept("green"), "Name": "Blue"},
        "DuplicateOrganizationalUnit",
    ),
    refused(
        "new units, too",
        "CreateOrganizationalUnit",
        {"ParentId": kept("root"), "Name": "Blue"},
        "DuplicateOrganizationalUnit",
    ),
    refused("policies of a type have different names", "CreatePolicy", policy("Scp"), "DuplicatePolicy"),
    refused("a policy is JSON", "CreatePolicy", policy("Red", "{"), "MalformedPolicyDocument"),
    refused(
        "a policy has statements",
        "UpdatePolicy",
        {"PolicyId": kept("scp"), "Content": "{}"},
        "MalformedPolicyDocument",
    ),
    refused(
        "a policy is not too long",
        "CreatePolicy",
        policy("Long", json.dumps(policies.CONTENT) + " " * 9999),
        "ConstraintViolation",
        "POLICY_CONTENT_LIMIT_EXCEEDED",
    ),
]

SCENARIOS = [Scenario("refusals", "212000000001", STEPS)]
