"""Asks botocore's own resolver for endpoints.

Prints a line per service, region and variant: service, region, variant, URL, signing region,
signing name. Where there is no endpoint, the URL is `none`; a dash stands for what the rules do not
say.
"""

import re
import sys

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError
from botocore.loaders import create_loader

VARIANTS = {
    "standard": (False, False),
    "fips": (True, False),
    "dual_stack": (False, True),
    "fips_dual_stack": (True, True),
}


def unlisted(partition):
    """A region that the partition does not list, named like those that it does."""
    pattern = partition["regionRegex"]
    listed = next(region for region in partition["regions"] if re.match(pattern, region))
    region = "-".join(listed.split("-")[:-2] + ["neverland", "42"])
    assert re.match(pattern, region), (pattern, region)
    return region


def compared(value, found):
    """The names that rules compare with, which can be regions."""
    if isinstance(value, dict):
        if value.get("fn") == "stringEquals":
            found.update(it for it in value["argv"] if isinstance(it, str))
        for part in value.values():
            compared(part, found)
    elif isinstance(value, list):
        for part in value:
            compared(part, found)
    return {it for it in found if re.fullmatch("[a-zA-Z0-9]([a-zA-Z0-9-]{,61}[a-zA-Z0-9])?", it)}


def resolve(provider, rules, region, fips, dual_stack):
    parameters = {"AWS::Region": region, "AWS::UseFIPS": fips, "AWS::UseDualStack": dual_stack}
    given = {
        name: parameters[parameter["builtIn"]]
        for name, parameter in rules["parameters"].items()
        if parameter.get("builtIn") in parameters
    }
    try:
        endpoint = provider.resolve_endpoint(**given)
    except EndpointProviderError:
        return "none", "-", "-"
    schemes = endpoint.properties.get("authSchemes", [])
    sigv4 = next((scheme for scheme in schemes if scheme["name"] == "sigv4"), {})
    return endpoint.url, sigv4.get("signingRegion", region), sigv4.get("signingName", "-")


def main(services):
    loader = create_loader()
    partitions = loader.load_data("partitions")
    regions = {region for it in partitions["partitions"] for region in it["regions"]}
    regions.update(unlisted(it) for it in partitions["partitions"])
    regions.add("nowhere")
    for service in services or loader.list_available_services("endpoint-rule-set-1"):
        rules = loader.load_service_model(service, "endpoint-rule-set-1")
        provider = EndpointProvider(rules, partitions)
        for region in sorted(regions | compared(rules, set())):
            for variant, options in VARIANTS.items():
                print(service, region, variant, *resolve(provider, rules, region, *options), sep="\t")


main(sys.argv[1:])
