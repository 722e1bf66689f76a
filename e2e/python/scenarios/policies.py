"""Policies, their types, and what they are attached to."""

import json

from kept import kept
from pattern import Document, With
from scenarios import setup, shapes
from step import Scenario, call, pages, refused

SCP = "SERVICE_CONTROL_POLICY"
CONTENT = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
FULL_ACCESS = "p-FullAWSAccess"


def create(name, kind=SCP, content=CONTENT, **parameters):
    """Creates a policy, and keeps its ID under its name in lower case."""
    return call(
        f"the policy {name} is created",
        "CreatePolicy",
        {"Name": name, "Description": name, "Type": kind, "Content": json.dumps(content), **parameters},
        keep={name.lower(): "Policy.PolicySummary.Id"},
    )


def attach(policy, target):
    return {"PolicyId": kept(policy), "TargetId": kept(target)}


TYPES = [
    *setup.organization(),
    call(
        "a type is enabled",
        "EnablePolicyType",
        {"RootId": kept("root"), "PolicyType": "TAG_POLICY"},
        answer={
            "Root": With(
                {"Id": kept("root"), "PolicyTypes": With([{"Type": "TAG_POLICY", "Status": "ENABLED"}])}
            )
        },
    ),
    refused(
        "it cannot be enabled again",
        "EnablePolicyType",
        {"RootId": kept("root"), "PolicyType": "TAG_POLICY"},
        "PolicyTypeAlreadyEnabled",
    ),
    refused(
        "some need a service",
        "EnablePolicyType",
        {"RootId": kept("root"), "PolicyType": "SECURITYHUB_POLICY"},
        "ConstraintViolation",
        "SERVICE_ACCESS_NOT_ENABLED",
    ),
    call(
        "resource control policies begin with full access",
        "EnablePolicyType",
        {"RootId": kept("root"), "PolicyType": "RESOURCE_CONTROL_POLICY"},
    ),
    call(
        "it is attached to the root",
        "ListPoliciesForTarget",
        {"TargetId": kept("root"), "Filter": "RESOURCE_CONTROL_POLICY"},
        answer={"Policies": [With({"Id": "p-RCPFullAWSAccess", "AwsManaged": True})]},
    ),
    refused(
        "it cannot be detached",
        "DetachPolicy",
        {"PolicyId": "p-RCPFullAWSAccess", "TargetId": kept("root")},
        "InvalidInput",
        "NON_DETACHABLE_POLICY",
    ),
    call(
        "a type is disabled",
        "DisablePolicyType",
        {"RootId": kept("root"), "PolicyType": "RESOURCE_CONTROL_POLICY"},
        answer={"Root": shapes.root(SCP, "TAG_POLICY")},
    ),
    refused(
        "it cannot be disabled again",
        "DisablePolicyType",
        {"RootId": kept("root"), "PolicyType": "RESOURCE_CONTROL_POLICY"},
        "PolicyTypeNotEnabled",
    ),
]

LIFE = [
    *setup.organization(),
    call(
        "a policy is created",
        "CreatePolicy",
        {"Name": "NoBuckets", "Description": "No buckets", "Type": SCP, "Content": json.dumps(CONTENT)},
        answer={
            "Policy": {
                "PolicySummary": With(
                    {
                        "Id": shapes.POLICY_ID,
                        "Name": "NoBuckets",
                        "Description": "No buckets",
                        "Type": SCP,
                        "AwsManaged": False,
                    }
                ),
                "Content": Document(CONTENT),
            }
        },
        keep={"policy": "Policy.PolicySummary.Id"},
    ),
    call(
        "it is there",
        "DescribePolicy",
        {"PolicyId": kept("policy")},
        answer={
            "Policy": {
                "PolicySummary": shapes.policy_summary("policy", "NoBuckets", "No buckets", SCP),
                "Content": Document(CONTENT),
            }
        },
    ),
    call(
        "its description is changed",
        "UpdatePolicy",
        {"PolicyId": kept("policy"), "Description": "None at all"},
        answer={
            "Policy": {
                "PolicySummary": shapes.policy_summary("policy", "NoBuckets", "None at all", SCP),
                "Content": Document(CONTENT),
            }
        },
    ),
    call(
        "its content is changed",
        "UpdatePolicy",
        {"PolicyId": kept("policy"), "Name": "Everything", "Content": json.dumps(shapes.ALLOW_ALL)},
        answer=With({"Policy": With({"Content": Document(shapes.ALLOW_ALL)})}),
    ),
    call(
        "the policy of AWS is there from the beginning",
        "DescribePolicy",
        {"PolicyId": FULL_ACCESS},
        answer={
            "Policy": {
                "PolicySummary": With(
                    {
                        "Id": FULL_ACCESS,
                        "Arn": f"arn:aws:organizations::aws:policy/service_control_policy/{FULL_ACCESS}",
                        "Name": "FullAWSAccess",
                        "AwsManaged": True,
                    }
                ),
                "Content": Document(shapes.ALLOW_ALL),
            }
        },
    ),
    refused(
        "it cannot be changed",
        "UpdatePolicy",
        {"PolicyId": FULL_ACCESS, "Description": "None"},
        "InvalidInput",
        "IMMUTABLE_POLICY",
    ),
    refused("it is in use", "DeletePolicy", {"PolicyId": FULL_ACCESS}, "InvalidInput", "IMMUTABLE_POLICY"),
    *[create(name) for name in ["One", "Two", "Three"]],
    pages("policies, two a page", "ListPolicies", {"Filter": SCP}, items=5, pages=3),
    call(
        "there are none of another type",
        "ListPolicies",
        {"Filter": "BACKUP_POLICY"},
        answer=With({"Policies": []}),
    ),
    call("a policy is deleted", "DeletePolicy", {"PolicyId": kept("one")}, answer={}),
    refused("it is gone", "DescribePolicy", {"PolicyId": kept("one")}, "PolicyNotFound"),
]

ATTACHED = [
    *setup.organization(),
    setup.unit("Blue", "root"),
    *setup.account("Ana", "policies.example.com"),
    *[create(name) for name in ["One", "Two", "Three", "Four", "Five"]],
    *[
        call(f"the first is attached to {target}", "AttachPolicy", attach("one", target), answer={})
        for target in ["root", "blue", "ana"]
    ],
    call(
        "it has these targets",
        "ListTargetsForPolicy",
        {"PolicyId": kept("one")},
        answer=With(
            {
                "Targets": With(
                    [
                        {
                            "TargetId": kept("root"),
                            "Arn": shapes.arn("root", "{root}"),
                            "Name": "Root",
                            "Type": "ROOT",
                        },
                        {
                            "TargetId": kept("blue"),
                            "Arn": shapes.arn("ou", "{blue}"),
                            "Name": "Blue",
                            "Type": "ORGANIZATIONAL_UNIT",
                        },
                        {
                            "TargetId": kept("ana"),
                            "Arn": shapes.arn("account", "{ana}"),
                            "Name": "Ana",
                            "Type": "ACCOUNT",
                        },
                    ]
                )
            }
        ),
    ),
    pages(
        "its targets, one a page", "ListTargetsForPolicy", {"PolicyId": kept("one")}, items=3, pages=3, size=1
    ),
    pages(
        "the policies of a target, one a page",
        "ListPoliciesForTarget",
        {"TargetId": kept("blue"), "Filter": SCP},
        items=2,
        pages=2,
        size=1,
    ),
    call(
        "a new unit has full access",
        "ListPoliciesForTarget",
        {"TargetId": kept("ana"), "Filter": SCP},
        answer=With({"Policies": With([With({"Id": FULL_ACCESS, "Type": SCP})])}),
    ),
    refused("a policy in use cannot be deleted", "DeletePolicy", {"PolicyId": kept("one")}, "PolicyInUse"),
    call(
        "full access can be replaced",
        "DetachPolicy",
        {"PolicyId": FULL_ACCESS, "TargetId": kept("blue")},
        answer={},
    ),
    refused(
        "but one policy stays",
        "DetachPolicy",
        attach("one", "blue"),
        "ConstraintViolation",
        "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    ),
    refused("a policy is attached once", "AttachPolicy", attach("one", "ana"), "DuplicatePolicyAttachment"),
    *[
        call(f"the policy {name} is attached", "AttachPolicy", attach(name, "ana"))
        for name in ["two", "three", "four"]
    ],
    refused(
        "five policies are the most",
        "AttachPolicy",
        attach("five", "ana"),
        "ConstraintViolation",
        "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    ),
    call("a policy is detached", "DetachPolicy", attach("four", "ana"), answer={}),
    refused("it is no longer attached", "DetachPolicy", attach("four", "ana"), "PolicyNotAttached"),
    create("Tags", "TAG_POLICY", {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}),
    refused("its type is not enabled", "AttachPolicy", attach("tags", "root"), "PolicyTypeNotEnabled"),
]

SCENARIOS = [
    Scenario("policy types", "206000000001", TYPES),
    Scenario("policies", "206000000002", LIFE),
    Scenario("attached policies", "206000000003", ATTACHED),
]
