//! What differs from one policy type to the other: quotas, grammar, the policy that AWS manages.
//!
//! The numbers are those of the Organizations User Guide, "Quotas and service limits". For the
//! types that it does not list, they are those that most management policies share.

use org_types::{PolicyType, Timestamp};

use crate::errors::*;
use crate::state::Policy;

pub(super) struct Kind {
    /// The longest document, in characters.
    pub max_characters: usize,
    /// How many policies of the type can be attached to one root, organizational unit or account.
    pub max_attached: usize,
    /// How many policies of the type an organization can have.
    pub max_policies: usize,
    pub syntax: Syntax,
    /// The policy that AWS attaches to everything when the type is enabled.
    pub managed: Option<Managed>,
    /// The service that needs access to the organization before the type can be enabled.
    pub service: Option<&'static str>,
}

/// The grammar of a policy document.
pub(super) enum Syntax {
    ServiceControl,
    ResourceControl,
    /// Settings with inheritance operators below this key.
    Management(&'static str),
}

/// A policy that AWS manages: every organization has it and none can change it.
pub(super) struct Managed {
    pub id: &'static str,
    description: &'static str,
    content: &'static str,
}

impl Managed {
    pub(super) fn policy(&self, policy_type: PolicyType, now: Timestamp) -> Policy {
        Policy {
            id: self.id.to_owned(),
            name: self.id.trim_start_matches("p-").to_owned(),
            description: self.description.to_owned(),
            r#type: policy_type,
            content: self.content.to_owned(),
            aws_managed: true,
            updated: now,
        }
    }
}

impl Kind {
    /// Returns what holds for a policy type.
    pub(super) fn of(policy_type: &PolicyType) -> Result<Self> {
        use PolicyType as Type;
        let service = |key, service| Self {
            service: Some(service),
            ..management(key)
        };
        Ok(match policy_type {
            Type::ServiceControlPolicy => service_control(),
            Type::ResourceControlPolicy => resource_control(),
            Type::TagPolicy => management("tags"),
            Type::BackupPolicy => management("plans"),
            Type::AiservicesOptOutPolicy => Self {
                max_characters: 2_500,
                max_attached: 5,
                ..management("services")
            },
            Type::ChatbotPolicy => Self {
                max_attached: 5,
                ..management("chatbots")
            },
            Type::DeclarativePolicyEc2 => management("ec2_attributes"),
            Type::SecurityhubPolicy => service("securityhub", "securityhub.amazonaws.com"),
            Type::SecurityhubCspmPolicy => service("securityhub_cspm", "securityhub.amazonaws.com"),
            Type::InspectorPolicy => service("inspector", "inspector2.amazonaws.com"),
            Type::UpgradeRolloutPolicy => Self {
                max_characters: 5_120,
                ..management("upgrade_rollout")
            },
            Type::BedrockPolicy => management("bedrock"),
            Type::S3Policy => management("s3_attributes"),
            Type::NetworkSecurityDirectorPolicy => management("network_security_director"),
            Type::GuarddutyPolicy => service("guardduty", "guardduty.amazonaws.com"),
            _ => return Err(InvalidInput::InvalidEnumPolicyType.error()),
        })
    }
}

/// Returns a management policy type whose documents have the one key `key`.
fn management(key: &'static str) -> Kind {
    Kind {
        max_characters: 10_000,
        max_attached: 10,
        max_policies: 1_000,
        syntax: Syntax::Management(key),
        managed: None,
        service: None,
    }
}

fn service_control() -> Kind {
    let managed = Managed {
        id: "p-FullAWSAccess",
        description: "Allows access to every operation",
        content: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    };
    Kind {
        max_characters: 5_120,
        max_attached: 5,
        max_policies: 10_000,
        syntax: Syntax::ServiceControl,
        managed: Some(managed),
        service: None,
    }
}

fn resource_control() -> Kind {
    let managed = Managed {
        id: "p-RCPFullAWSAccess",
        description: "Allows access to every resource",
        content: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#,
    };
    Kind {
        max_policies: 1_000,
        syntax: Syntax::ResourceControl,
        managed: Some(managed),
        ..service_control()
    }
}
