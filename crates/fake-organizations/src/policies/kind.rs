//! What differs from one policy type to the other: quotas, grammar, the policy that AWS manages.
//!
//! The numbers are those of the Organizations User Guide, "Quotas and service limits". For the
//! types that it does not list, they are those that most management policies share.

use org_types::{Error, InvalidInputExceptionReason, PolicyType, Timestamp};

use crate::errors;
use crate::state::Policy;

/// A policy type.
pub(super) struct Kind {
    /// The longest document, in characters.
    pub max_characters: usize,
    /// How many policies of the type can be attached to one root, organizational unit or account.
    pub max_attached: usize,
    /// How many policies of the type an organization can have.
    pub max_policies: usize,
    pub syntax: Syntax,
    /// The policy that AWS attaches to everything as long as the type is enabled.
    pub managed: Option<&'static Managed>,
    /// The service that needs access to the organization before the type can be enabled.
    pub service: Option<&'static str>,
}

/// The grammar of a policy document.
#[derive(Clone, Copy)]
pub(super) enum Syntax {
    ServiceControl,
    ResourceControl,
    /// Settings with inheritance operators below this key.
    Management(&'static str),
}

/// A policy that AWS manages: every organization has it and none can change it.
pub(super) struct Managed {
    pub id: &'static str,
    name: &'static str,
    description: &'static str,
    content: &'static str,
    /// Whether it can be detached.
    pub detachable: bool,
}

/// The policy of a type that AWS manages.
pub(super) fn managed(policy_type: &PolicyType) -> Option<&'static Managed> {
    Kind::of(policy_type).ok()?.managed
}

impl Managed {
    pub(super) fn policy(&self, policy_type: PolicyType, now: Timestamp) -> Policy {
        Policy {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            description: self.description.to_owned(),
            r#type: policy_type,
            content: self.content.to_owned(),
            aws_managed: true,
            updated: now,
        }
    }
}

impl Kind {
    /// What holds for a policy type.
    ///
    /// # Errors
    ///
    /// The type is not one of the model.
    pub(super) fn of(policy_type: &PolicyType) -> Result<&'static Self, Error> {
        Ok(match policy_type {
            PolicyType::ServiceControlPolicy => &SERVICE_CONTROL,
            PolicyType::ResourceControlPolicy => &RESOURCE_CONTROL,
            PolicyType::AiservicesOptOutPolicy => &AI_SERVICES_OPT_OUT,
            PolicyType::ChatbotPolicy => &CHATBOT,
            PolicyType::TagPolicy => &const { Self::management("tags") },
            PolicyType::BackupPolicy => &const { Self::management("plans") },
            PolicyType::DeclarativePolicyEc2 => &const { Self::management("ec2_attributes") },
            PolicyType::SecurityhubPolicy => {
                &const { Self::of_service("securityhub", "securityhub.amazonaws.com") }
            }
            PolicyType::SecurityhubCspmPolicy => {
                &const { Self::of_service("securityhub_cspm", "securityhub.amazonaws.com") }
            }
            PolicyType::InspectorPolicy => {
                &const { Self::of_service("inspector", "inspector2.amazonaws.com") }
            }
            PolicyType::GuarddutyPolicy => {
                &const { Self::of_service("guardduty", "guardduty.amazonaws.com") }
            }
            PolicyType::NetworkSecurityDirectorPolicy => {
                &const {
                    Self::of_service(
                        "network_security_director",
                        "network-security-director.amazonaws.com",
                    )
                }
            }
            PolicyType::UpgradeRolloutPolicy => &UPGRADE_ROLLOUT,
            PolicyType::BedrockPolicy => &const { Self::management("bedrock") },
            PolicyType::S3Policy => &const { Self::management("s3_attributes") },
            other => {
                return Err(errors::invalid_input(
                    InvalidInputExceptionReason::InvalidEnumPolicyType,
                    format!("{other} is not a policy type."),
                ));
            }
        })
    }

    /// A management policy type whose documents have the one key `key`.
    const fn management(key: &'static str) -> Self {
        Self {
            max_characters: 10_000,
            max_attached: 10,
            max_policies: 1_000,
            syntax: Syntax::Management(key),
            managed: None,
            service: None,
        }
    }

    const fn of_service(key: &'static str, service: &'static str) -> Self {
        Self {
            service: Some(service),
            ..Self::management(key)
        }
    }
}

const SERVICE_CONTROL: Kind = Kind {
    max_characters: 5_120,
    max_attached: 5,
    max_policies: 10_000,
    syntax: Syntax::ServiceControl,
    managed: Some(&Managed {
        id: "p-FullAWSAccess",
        name: "FullAWSAccess",
        description: "Allows access to every operation",
        content: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
        detachable: true,
    }),
    service: None,
};

const RESOURCE_CONTROL: Kind = Kind {
    max_characters: 5_120,
    max_attached: 5,
    max_policies: 1_000,
    syntax: Syntax::ResourceControl,
    managed: Some(&Managed {
        id: "p-RCPFullAWSAccess",
        name: "RCPFullAWSAccess",
        description: "Allows access to every resource",
        content: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#,
        detachable: false,
    }),
    service: None,
};

const AI_SERVICES_OPT_OUT: Kind = Kind {
    max_characters: 2_500,
    max_attached: 5,
    ..Kind::management("services")
};
const CHATBOT: Kind = Kind {
    max_attached: 5,
    ..Kind::management("chatbots")
};
const UPGRADE_ROLLOUT: Kind = Kind {
    max_characters: 5_120,
    ..Kind::management("upgrade_rollout")
};
