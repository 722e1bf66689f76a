"""A server, and the clients that call it."""

import os

import boto3
from botocore import UNSIGNED
from botocore.config import Config

# The server checks what is sent, and whoever fails has failed: nothing is tried twice.
CONFIG = {
    "retries": {"total_max_attempts": 1},
    "parameter_validation": False,
    "connect_timeout": 10,
    "read_timeout": 60,
}


# Instead of what this machine is set up for.
SETTINGS = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "NO_PROXY": "127.0.0.1",
}


def isolate():
    """Makes the clients of this process independent of what this machine is set up for."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(SETTINGS)


class Server:
    """A server that stands in for AWS Organizations."""

    def __init__(self, name, url, operations=None, account_header=None):
        self.name = name
        self.url = url
        # The operations that it has, unless it has all.
        self.operations = operations
        # The header with the account that calls, unless that is the access key ID.
        self.account_header = account_header
        self.requests = 0
        self.clients = {}

    def has(self, operation):
        return self.operations is None or operation in self.operations

    def client(self, account, signed=True):
        """The client of boto3 that calls as this account."""
        key = (account, signed)
        if key not in self.clients:
            self.clients[key] = self.make_client(account, signed)
        return self.clients[key]

    def make_client(self, account, signed):
        config = Config(**CONFIG) if signed else Config(signature_version=UNSIGNED, **CONFIG)
        client = boto3.client(
            "organizations",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=account,
            aws_secret_access_key="secret",
            config=config,
        )
        client.meta.events.register("before-call.organizations", self.before_call(account))
        return client

    def before_call(self, account):
        def prepare(params, **_):
            self.requests += 1
            if self.account_header:
                params["headers"][self.account_header] = account

        return prepare


def fake(url):
    """fake-organizations, which has all operations."""
    return Server("fake-organizations", url)


def moto(url):
    """The server of moto, which is installed beside this program."""
    from botocore import xform_name
    from moto.organizations.responses import OrganizationsResponse

    service = boto3.client("organizations", region_name="us-east-1").meta.service_model
    names = service.operation_names
    operations = {name for name in names if hasattr(OrganizationsResponse, xform_name(name))}
    return Server("moto", url, operations, account_header="x-moto-account-id")
