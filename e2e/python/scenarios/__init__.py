"""What the servers are taken through: an area of the API each.

Every scenario has organizations and accounts of its own, so that what one server does differently in
one of them leaves the others alone.
"""

from scenarios import (
    accounts,
    delegation,
    effective_policies,
    features,
    handshakes,
    organization,
    policies,
    protocol,
    refusals,
    resource_policy,
    tags,
    transfers,
    tree,
)

AREAS = [
    organization,
    accounts,
    tree,
    handshakes,
    features,
    policies,
    effective_policies,
    tags,
    delegation,
    resource_policy,
    transfers,
    refusals,
    protocol,
]
SCENARIOS = [scenario for area in AREAS for scenario in area.SCENARIOS]
