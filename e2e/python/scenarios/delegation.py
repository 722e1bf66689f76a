"""Services that may work in the organization, and the accounts that administer them."""

from kept import kept
from pattern import ANYTHING, TIME, InAnyOrder, With
from scenarios import setup, shapes
from step import Scenario, call, pages, refused

DOMAIN = "delegation.example.com"
SSM = "ssm.amazonaws.com"
CONFIG = "config-multiaccountsetup.amazonaws.com"
SERVICES = [SSM, CONFIG, "ram.amazonaws.com"]


def register(account, service):
    return {"AccountId": kept(account), "ServicePrincipal": service}


ACCESS = [
    *setup.organization(),
    call(
        "no service has access",
        "ListAWSServiceAccessForOrganization",
        answer=With({"EnabledServicePrincipals": []}),
    ),
    *[
        call(f"{service} gets access", "EnableAWSServiceAccess", {"ServicePrincipal": service}, answer={})
        for service in SERVICES
    ],
    call("a service that has access keeps it", "EnableAWSServiceAccess", {"ServicePrincipal": SSM}),
    call(
        "all have access",
        "ListAWSServiceAccessForOrganization",
        answer=With(
            {
                "EnabledServicePrincipals": InAnyOrder(
                    [{"ServicePrincipal": service, "DateEnabled": TIME} for service in SERVICES]
                )
            }
        ),
    ),
    pages("services, two a page", "ListAWSServiceAccessForOrganization", {}, items=3, pages=2),
    call("a service loses access", "DisableAWSServiceAccess", {"ServicePrincipal": CONFIG}, answer={}),
    call("losing it again is no error", "DisableAWSServiceAccess", {"ServicePrincipal": CONFIG}),
    pages("the others keep it", "ListAWSServiceAccessForOrganization", {}, items=2, pages=1),
    refused(
        "not every name is a service",
        "EnableAWSServiceAccess",
        {"ServicePrincipal": "nobody.example.com"},
        "InvalidInput",
        "UNRECOGNIZED_SERVICE_PRINCIPAL",
    ),
]

ADMINISTRATORS = [
    *setup.organization(),
    *[step for name in ["Ana", "Ben", "Cleo"] for step in setup.account(name, DOMAIN)],
    *[
        call(f"{service} gets access", "EnableAWSServiceAccess", {"ServicePrincipal": service})
        for service in [SSM, CONFIG]
    ],
    refused("a member cannot list accounts", "ListAccounts", {}, "AccessDenied", by=kept("cleo")),
    *[
        call(
            f"{account} administers {service}",
            "RegisterDelegatedAdministrator",
            register(account, service),
            answer={},
        )
        for account, service in [("ana", SSM), ("ana", CONFIG), ("ben", CONFIG), ("cleo", CONFIG)]
    ],
    refused(
        "nobody is registered twice",
        "RegisterDelegatedAdministrator",
        register("ana", SSM),
        "AccountAlreadyRegistered",
    ),
    call(
        "an administrator is an account with a date",
        "ListDelegatedAdministrators",
        {"ServicePrincipal": SSM},
        answer=With(
            {
                "DelegatedAdministrators": [
                    {
                        "Id": kept("ana"),
                        "Arn": shapes.arn("account", "{ana}"),
                        "Name": "Ana",
                        "Email": f"ana@{DOMAIN}",
                        "Status": "ACTIVE",
                        "State": "ACTIVE",
                        "JoinedMethod": "CREATED",
                        "JoinedTimestamp": TIME,
                        "DelegationEnabledDate": TIME,
                    }
                ]
            }
        ),
    ),
    pages("administrators, two a page", "ListDelegatedAdministrators", {}, items=3, pages=2),
    pages(
        "the services of one, one a page",
        "ListDelegatedServicesForAccount",
        {"AccountId": kept("ana")},
        items=2,
        pages=2,
        size=1,
    ),
    call(
        "an administrator can list accounts",
        "ListAccounts",
        by=kept("cleo"),
        answer=With({"Accounts": ANYTHING}),
    ),
    refused(
        "it cannot change them",
        "MoveAccount",
        {"AccountId": kept("cleo"), "SourceParentId": kept("root"), "DestinationParentId": kept("root")},
        "AccessDenied",
        by=kept("cleo"),
    ),
    call(
        "an administrator is no longer one",
        "DeregisterDelegatedAdministrator",
        register("ben", CONFIG),
        answer={},
    ),
    refused(
        "it is not registered",
        "DeregisterDelegatedAdministrator",
        register("ben", CONFIG),
        "AccountNotRegistered",
    ),
    refused(
        "it has no services",
        "ListDelegatedServicesForAccount",
        {"AccountId": kept("ben")},
        "AccountNotRegistered",
    ),
    refused(
        "the management account is none",
        "RegisterDelegatedAdministrator",
        register("management", SSM),
        "ConstraintViolation",
        "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    ),
    refused(
        "a service needs access, too",
        "RegisterDelegatedAdministrator",
        register("cleo", "macie.amazonaws.com"),
        "ConstraintViolation",
        "SERVICE_ACCESS_NOT_ENABLED",
    ),
    refused(
        "an administrator cannot be removed",
        "RemoveAccountFromOrganization",
        {"AccountId": kept("cleo")},
        "ConstraintViolation",
        "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
    ),
]

SCENARIOS = [
    Scenario("service access", "209000000001", ACCESS),
    Scenario("delegated administrators", "209000000002", ADMINISTRATORS),
]
