"""Drives fake-organizations and moto through the same scenarios, and compares them.

Both are empty: they know no organization. Exit status 1 where an answer is not as expected, where a
difference between the two is not in the table, or where a row of the table is no longer true.
"""

import argparse
import sys

import cli
from differences import TABLE, Table
from runner import run
from scenarios import SCENARIOS
from server import fake, isolate, moto


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fake", metavar="URL", help="where fake-organizations is")
    parser.add_argument("--moto", metavar="URL", help="where moto is")
    arguments = parser.parse_args()
    isolate()
    problems = []
    if arguments.fake:
        problems += check_fake(arguments.fake) + check_cli(arguments.fake)
    if arguments.moto:
        problems += compare_moto(arguments.moto)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def check_fake(url):
    server = fake(url)
    results, coverage = run(server, SCENARIOS)
    problems = [problem for result in results for problem in problems_of(result)]
    print(f"boto3, fake-organizations: {len(results)} steps: {coverage}")
    return problems + coverage.gaps(server.client(SCENARIOS[0].management))


def problems_of(result):
    if result.skipped:
        yield f"{result}: not taken: {result.skipped}"
    for where, expected, actual in result.deviations:
        yield f"{result}: {where}: {actual} instead of {expected}"


def check_cli(url):
    commands, problems = cli.run(url)
    print(f"AWS CLI, fake-organizations: {commands} commands")
    return problems


def compare_moto(url):
    table = Table.load()
    results, coverage = run(moto(url), SCENARIOS)
    problems = []
    for result in results:
        for deviation in result.deviations:
            if not table.explains(result.step.operation, deviation):
                where, expected, actual = deviation
                problems.append(f"not in {TABLE.name}: {result}: {where}: {expected} | {actual}")
    problems += [f"no longer true in {TABLE.name}: {row}" for row in table.stale()]
    print(table)
    print(f"{len(table.rows)} differences: {table.sides()}")
    taken = sum(1 for result in results if not result.skipped)
    different = sum(1 for result in results if result.deviations)
    print(f"boto3, moto: {taken} of {len(results)} steps, {different} of them different: {coverage}")
    return problems


if __name__ == "__main__":
    sys.exit(main())
