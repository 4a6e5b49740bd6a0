//! A resolved catalog as JSON: for programs that search, count or show errors, and for [`diff`](crate::diff).
//!
//! The members are a promise. `schema.yaml` beside this file defines them, and a test holds it against what is exported.

mod make;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of the format. A new member does not change it.
pub(crate) const VERSION: u32 = 1;

const SCHEMA: &str = include_str!("schema.yaml");

/// The JSON Schema of an export.
pub(crate) fn schema() -> String {
    // A test reads the file, so that it is never anything else than a schema.
    let schema: Value = serde_yaml::from_str(SCHEMA).unwrap_or_default();
    format!("{schema:#}\n")
}

/// A catalog with all references resolved and all defaults applied.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Export {
    #[serde(rename = "errcat_export")]
    pub(crate) version: u32,
    /// Whether it has what is internal: notes of operators, and fields.
    pub(crate) internal: bool,
    pub(crate) api: Api,
    pub(crate) envelope: Envelope,
    #[serde(default)]
    pub(crate) fields: Vec<Field>,
    #[serde(default)]
    pub(crate) types: Vec<Type>,
    pub(crate) codes: Vec<Code>,
    #[serde(default)]
    pub(crate) defaults: Vec<DefaultCode>,
    #[serde(default)]
    pub(crate) retired: Vec<Retired>,
    #[serde(default)]
    pub(crate) sets: Vec<Set>,
    #[serde(default)]
    pub(crate) operations: Vec<Operation>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(crate) struct Api {
    pub(crate) name: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) base_url: Option<String>,
    pub(crate) docs_url: Option<String>,
    pub(crate) domain: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Envelope {
    pub(crate) media_type: String,
    pub(crate) members: Vec<Member>,
}

/// A member of every error response.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Member {
    /// Its path from the body: `error.code`, `errors[].param`. Empty for a body that is a list.
    pub(crate) path: String,
    /// What it holds: a word of `{is: …}`, `const`, `object`, `arg x` or `field x`.
    pub(crate) holds: String,
    /// Its type, as JSON Schema names it. `None` for any.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// The value of a constant.
    #[serde(
        rename = "const",
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) value: Option<Value>,
    /// The header with the same value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) header: Option<String>,
}

/// A value that is there, `null` among them.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(rename = "enum", default)]
    pub(crate) values: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) optional: bool,
    pub(crate) internal: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Type {
    #[serde(rename = "type")]
    pub(crate) name: String,
    pub(crate) variant: String,
    pub(crate) status: Option<u16>,
    pub(crate) title: Option<String>,
    pub(crate) description: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Code {
    /// The key in the catalog.
    #[serde(rename = "code")]
    pub(crate) key: String,
    /// The name of the imported catalog that it is from.
    pub(crate) import: Option<String>,
    /// The name on the wire.
    pub(crate) sent_as: String,
    pub(crate) number: Option<i64>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) status: u16,
    /// All statuses that it can have. None if it is only sent in the list of another error.
    pub(crate) statuses: Vec<u16>,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) message: String,
    pub(crate) param: Option<String>,
    #[serde(default)]
    pub(crate) args: Vec<Arg>,
    pub(crate) retryable: bool,
    pub(crate) retry_after: Option<Wait>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) log: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) internal: Option<String>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<Deprecation>,
    pub(crate) resolution: Option<String>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, Value>,
    pub(crate) doc_url: Option<String>,
    /// The operations that return it.
    #[serde(default)]
    pub(crate) operations: Vec<String>,
    /// The variant of `ErrorCode`, and the constructor of `ApiError`.
    pub(crate) variant: String,
    pub(crate) constructor: String,
    /// The body of a response.
    pub(crate) example: Value,
}

/// How many seconds a client waits: a number, or `arg` if the handler decides.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Wait {
    Seconds(u32),
    Word(String),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Arg {
    pub(crate) name: String,
    /// Its type in the catalog, with the type of an array's elements: `string`, `date-time`, `array of integer`, `any`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(rename = "enum", default)]
    pub(crate) values: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) optional: bool,
    /// Whether clients are sent it as a member. Otherwise it is in the message alone, or secret.
    pub(crate) sent: bool,
    /// The type of the member, as JSON Schema names it.
    pub(crate) sent_type: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Deprecation {
    pub(crate) since: Option<String>,
    #[serde(rename = "use")]
    pub(crate) instead: Option<String>,
    pub(crate) note: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct DefaultCode {
    #[serde(rename = "for")]
    pub(crate) key: String,
    pub(crate) code: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Retired {
    pub(crate) code: String,
    pub(crate) since: Option<String>,
    #[serde(rename = "use")]
    pub(crate) instead: Option<String>,
    pub(crate) note: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) codes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Operation {
    /// Its method and path.
    #[serde(rename = "operation")]
    pub(crate) endpoint: String,
    /// The name of its type in Rust.
    pub(crate) variant: String,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    pub(crate) codes: Vec<String>,
}
