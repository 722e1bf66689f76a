"""The AWS CLI: what it prints of a state is what AWS's documentation shows of such a state."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

from examples import example, form
from kept import Unknown, Values, kept
from pattern import InAnyOrder, deviations
from paths import value_at

INVITES_BY_ID, INVITED = "214000000001", "214000000002"
INVITES_BY_EMAIL, ACCEPTS = "214000000003", "214000000004"


@dataclass(frozen=True)
class Command:
    """One call of the CLI, and what it has to print."""

    words: list
    by: str
    # The operation whose example shows what is printed, and the members that are newer than the example.
    example: str | None = None
    newer: set = field(default_factory=set)
    # The error that it reports, where it has to fail.
    error: str | None = None
    keep: dict = field(default_factory=dict)


def invite(name, identifier, kind, *more, by):
    words = ["invite-account-to-organization", "--target", f"Id={identifier},Type={kind}", *more]
    return Command(words, by, keep={name: "Handshake.Id"})


def describe(name, by):
    return Command(["describe-handshake", "--handshake-id", kept(name)], by, example="DescribeHandshake")


def commands():
    # The notes are those of the example, so that the handshakes are alike.
    notes = example("ListHandshakesForOrganization")["Handshakes"][1]["Resources"][2]["Value"]
    sent = ["list-handshakes-for-organization"]
    by = INVITES_BY_EMAIL
    return [
        Command(["describe-organization"], INVITES_BY_ID, error="AWSOrganizationsNotInUseException"),
        Command(["create-organization", "--feature-set", "ALL"], INVITES_BY_ID, example="CreateOrganization"),
        Command(
            ["describe-organization"],
            INVITES_BY_ID,
            example="DescribeOrganization",
            newer={"Organization.MasterAccountId"},
        ),
        Command(["list-roots"], INVITES_BY_ID, example="ListRoots"),
        invite("by_id", INVITED, "ACCOUNT", by=INVITES_BY_ID),
        describe("by_id", INVITES_BY_ID),
        describe("by_id", INVITED),
        Command(
            ["describe-handshake", "--handshake-id", "h-0123456789"],
            INVITED,
            error="HandshakeNotFoundException",
        ),
        # The two handshakes of the example.
        Command(["create-organization"], by),
        invite("accepted", f"{ACCEPTS}@example.com", "EMAIL", "--notes", notes, by=by),
        Command(["accept-handshake", "--handshake-id", kept("accepted")], ACCEPTS),
        invite("open", "juan@example.com", "EMAIL", by=by),
        Command(sent, by, example="ListHandshakesForOrganization"),
        Command([*sent, "--page-size", "1"], by, example="ListHandshakesForOrganization"),
    ]


def run(url):
    """Runs all commands; how many they were, and what is not as expected."""
    values = Values()
    problems = []
    everything = commands()
    for command in everything:
        try:
            words = [values.fill(word) for word in command.words]
            found = check(command, call(words, command.by, url), values)
        except Unknown as name:
            words, found = command.words, [f"not run: {name} is not known"]
        problems += [f"aws organizations {' '.join(words)}: {problem}" for problem in found]
    return len(everything), problems


def call(words, account, url):
    program = [sys.executable, "-m", "awscli", "organizations", *words]
    program += ["--endpoint-url", url, "--region", "us-east-1", "--output", "json"]
    credentials = {"AWS_ACCESS_KEY_ID": account, "AWS_SECRET_ACCESS_KEY": "secret"}
    return subprocess.run(program, env=os.environ | credentials, capture_output=True, text=True)


def check(command, process, values):
    """What is not as expected."""
    if command.error:
        reported = f"({command.error})" in process.stderr
        return [] if process.returncode and reported else [f"not {command.error}: {process.stderr}"]
    if process.returncode:
        return [process.stderr.strip()]
    printed = json.loads(process.stdout)
    for name, path in command.keep.items():
        values.keep(name, value_at(printed, path))
    return compare(command, printed, values) if command.example else []


def compare(command, printed, values):
    expected = form(example(command.example))
    expected = {key: InAnyOrder(item) if isinstance(item, list) else item for key, item in expected.items()}
    for where, wanted, actual in deviations(expected, form(printed), values):
        if where not in command.newer:
            yield f"{where}: {actual} instead of {wanted}"
