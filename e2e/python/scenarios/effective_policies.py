"""What the policies on the way to an account add up to, and whether that is valid."""

from kept import kept
from pattern import TIME, Document, With
from scenarios import policies, setup
from step import Scenario, call, pages, refused

MEMBER = "207000000011"
TAGS = {"tags": {"team": {"tag_key": {"@@assign": "Team"}, "tag_value": {"@@assign": ["blue"]}}}}
MORE_TAGS = {"tags": {"team": {"tag_value": {"@@append": ["red"]}}}}
MERGED = {"tags": {"team": {"tag_key": "Team", "tag_value": ["blue", "red"]}}}
# A plan needs rules with a vault, regions, and resources to back up.
INCOMPLETE = {
    "plans": {"Nightly": {"rules": {"Hourly": {"schedule_expression": {"@@assign": "cron(0 5 ? * * *)"}}}}}
}

MERGE = [
    *setup.organization(),
    *setup.member(MEMBER),
    refused(
        "nothing is merged before the type is enabled",
        "DescribeEffectivePolicy",
        {"PolicyType": "TAG_POLICY", "TargetId": MEMBER},
        "EffectivePolicyNotFound",
    ),
    call(
        "tag policies are enabled", "EnablePolicyType", {"RootId": kept("root"), "PolicyType": "TAG_POLICY"}
    ),
    policies.create("Team", "TAG_POLICY", TAGS),
    policies.create("Red", "TAG_POLICY", MORE_TAGS),
    call("one is attached to the root", "AttachPolicy", policies.attach("team", "root")),
    call("one is attached to the account", "AttachPolicy", policies.attach("red", "member")),
    *[
        call(
            f"they are merged for {who}",
            "DescribeEffectivePolicy",
            {"PolicyType": "TAG_POLICY", **target},
            by=by,
            answer={
                "EffectivePolicy": {
                    "PolicyContent": Document(MERGED),
                    "LastUpdatedTimestamp": TIME,
                    "TargetId": MEMBER,
                    "PolicyType": "TAG_POLICY",
                }
            },
        )
        for who, by, target in [
            ("the management account", None, {"TargetId": MEMBER}),
            ("the account itself", MEMBER, {}),
        ]
    ],
    refused(
        "units have none",
        "DescribeEffectivePolicy",
        {"PolicyType": "TAG_POLICY", "TargetId": kept("root")},
        "InvalidInput",
        "TARGET_NOT_SUPPORTED",
    ),
    refused(
        "service control policies are not merged",
        "DescribeEffectivePolicy",
        {"PolicyType": "SERVICE_CONTROL_POLICY", "TargetId": MEMBER},
        "InvalidInput",
        "INVALID_ENUM_POLICY_TYPE",
    ),
]

INVALID = [
    *setup.organization(),
    *[step for number in (12, 13) for step in setup.member(f"2070000000{number}", f"member_{number}")],
    call(
        "backup policies are enabled",
        "EnablePolicyType",
        {"RootId": kept("root"), "PolicyType": "BACKUP_POLICY"},
    ),
    call(
        "no account has an invalid one",
        "ListAccountsWithInvalidEffectivePolicy",
        {"PolicyType": "BACKUP_POLICY"},
        answer=With({"Accounts": [], "PolicyType": "BACKUP_POLICY"}),
    ),
    policies.create("Incomplete", "BACKUP_POLICY", INCOMPLETE),
    call("an incomplete plan is attached", "AttachPolicy", policies.attach("incomplete", "root")),
    pages(
        "the accounts with it, two a page",
        "ListAccountsWithInvalidEffectivePolicy",
        {"PolicyType": "BACKUP_POLICY"},
        items=3,
        pages=2,
    ),
    pages(
        "what is wrong, one a page",
        "ListEffectivePolicyValidationErrors",
        {"AccountId": kept("management"), "PolicyType": "BACKUP_POLICY"},
        items=3,
        pages=3,
        size=1,
    ),
    call(
        "each error has its policy",
        "ListEffectivePolicyValidationErrors",
        {"AccountId": kept("management"), "PolicyType": "BACKUP_POLICY"},
        answer=With(
            {
                "AccountId": kept("management"),
                "PolicyType": "BACKUP_POLICY",
                "Path": kept("{organization}/{root}/{management}/"),
                "EvaluationTimestamp": TIME,
                "EffectivePolicyValidationErrors": With(
                    [With({"ContributingPolicies": [kept("incomplete")]})]
                ),
            }
        ),
    ),
]

SCENARIOS = [
    Scenario("effective policies", "207000000001", MERGE),
    Scenario("invalid effective policies", "207000000002", INVALID),
]
