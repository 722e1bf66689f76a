"""The policy with which an organization lets members manage its policies."""

import json

from kept import kept
from pattern import Document, Matching, With
from scenarios import policies, setup
from step import Scenario, call, refused

MEMBER = "210000000011"


def content(action="organizations:CreatePolicy", principal=MEMBER):
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": action, "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def put(**changes):
    return {"Content": json.dumps(content(**changes))}


POLICY = {
    "Name": "Delegated",
    "Description": "",
    "Type": policies.SCP,
    "Content": json.dumps(policies.CONTENT),
}

STEPS = [
    *setup.organization(),
    *setup.member(MEMBER),
    refused("there is none at first", "DescribeResourcePolicy", {}, "ResourcePolicyNotFound"),
    refused("none can be deleted", "DeleteResourcePolicy", {}, "ResourcePolicyNotFound"),
    refused("a member cannot create policies", "CreatePolicy", POLICY, "AccessDenied", by=kept("member")),
    call(
        "a member is allowed to",
        "PutResourcePolicy",
        {**put(), "Tags": [{"Key": "team", "Value": "blue"}]},
        answer={
            "ResourcePolicy": {
                "ResourcePolicySummary": With(
                    {"Id": Matching("the ID of a resource policy", "rp-[0-9a-zA-Z_]{4,128}")}
                ),
                "Content": Document(content()),
            }
        },
        keep={"resource_policy": "ResourcePolicy.ResourcePolicySummary.Id"},
    ),
    call(
        "the policy is there",
        "DescribeResourcePolicy",
        answer={
            "ResourcePolicy": {
                "ResourcePolicySummary": {
                    "Id": kept("resource_policy"),
                    "Arn": kept(
                        "arn:aws:organizations::{management}:resourcepolicy/{organization}/{resource_policy}"
                    ),
                },
                "Content": Document(content()),
            }
        },
    ),
    call(
        "it has its tags",
        "ListTagsForResource",
        {"ResourceId": kept("resource_policy")},
        answer=With({"Tags": [{"Key": "team", "Value": "blue"}]}),
    ),
    call("the member can create policies", "CreatePolicy", POLICY, by=kept("member")),
    call("the policy is replaced", "PutResourcePolicy", put(action="organizations:ListPolicies")),
    refused(
        "the member no longer can",
        "CreatePolicy",
        {**POLICY, "Name": "Second"},
        "AccessDenied",
        by=kept("member"),
    ),
    refused(
        "it has to be JSON",
        "PutResourcePolicy",
        {"Content": "{"},
        "InvalidInput",
        "INVALID_RESOURCE_POLICY_JSON",
    ),
    refused(
        "not every operation can be delegated",
        "PutResourcePolicy",
        put(action="organizations:CreateAccount"),
        "InvalidInput",
        "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY",
    ),
    refused(
        "a principal is an account",
        "PutResourcePolicy",
        put(principal="somebody"),
        "InvalidInput",
        "INVALID_PRINCIPAL",
    ),
    call("it is deleted", "DeleteResourcePolicy", answer={}),
    refused("it is gone", "DescribeResourcePolicy", {}, "ResourcePolicyNotFound"),
]

SCENARIOS = [Scenario("resource policy", "210000000001", STEPS)]
