//! What a careful team writes by hand for the same errors.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use heck::ToUpperCamelCase;

use super::{Arg, Code, TYPES};

/// The module.
pub fn module(codes: &[Code]) -> String {
    let mut text = START.to_owned();
    text += "/// The category of an error.\n\
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, IntoStaticStr, VariantArray)]\n\
        #[serde(rename_all = \"snake_case\")]\n\
        #[strum(serialize_all = \"snake_case\")]\n\
        pub enum ErrorType {\n";
    for (name, _, description) in TYPES {
        let _ = writeln!(
            text,
            "    /// {description}\n    {},",
            name.to_upper_camel_case()
        );
    }
    text += "}\n\n/// An error that the API returns.\n\
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, IntoStaticStr, VariantArray)]\n\
        #[serde(rename_all = \"snake_case\")]\n\
        #[strum(serialize_all = \"snake_case\")]\n\
        pub enum ErrorCode {\n";
    for code in codes {
        let _ = writeln!(text, "    /// {}\n    {},", code.description, code.variant);
    }
    text += "}\n\nimpl ErrorCode {\n";
    let of_type = |code: &Code| {
        Some(format!(
            "ErrorType::{}",
            code.failure.kind.to_upper_camel_case()
        ))
    };
    text += &method(
        "The category of the error.",
        "error_type",
        "ErrorType",
        codes,
        of_type,
    );
    text += &method(
        "The HTTP status of the response.",
        "status",
        "u16",
        codes,
        |code| Some(code.failure.status.to_string()),
    );
    text += &method(
        "The parameter that the error is about.",
        "param",
        "Option<&'static str>",
        codes,
        |code| code.failure.param.map(|param| format!("Some({param:?})")),
    );
    text += "}\n\n";
    api_error(&mut text, codes);
    text + END
}

const START: &str = "use serde::{Deserialize, Serialize, Serializer};\n\
    use strum::{Display, EnumString, IntoStaticStr, VariantArray};\n\n";

const END: &str = "
/// The body of an error's response.
#[derive(Serialize)]
pub struct Envelope<'a> {
    error: Body<'a>,
    request_id: &'a str,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: ErrorType,
    code: ErrorCode,
    #[serde(serialize_with = \"displayed\")]
    message: &'a ApiError,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    param: Option<&'static str>,
}

impl<'a> Envelope<'a> {
    /// The body of the response to this request.
    pub fn new(error: &'a ApiError, request_id: &'a str) -> Self {
        let code = error.code();
        let error = Body { r#type: code.error_type(), code, message: error, param: code.param() };
        Self { error, request_id }
    }
}

/// Straight into the body, without a `String` in between.
fn displayed<S: Serializer>(error: &ApiError, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(error)
}
";

/// A method that matches, each value once; codes without a value have `None`.
fn method(
    doc: &str,
    name: &str,
    kind: &str,
    codes: &[Code],
    of: impl Fn(&Code) -> Option<String>,
) -> String {
    let mut by_value: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut others = "";
    for code in codes {
        match of(code) {
            Some(value) => by_value
                .entry(value)
                .or_default()
                .push(format!("Self::{}", code.variant)),
            None => others = "            _ => None,\n",
        }
    }
    let mut text = format!(
        "    /// {doc}\n    pub const fn {name}(self) -> {kind} {{\n        match self {{\n"
    );
    for (value, variants) in by_value {
        let _ = writeln!(
            text,
            "            {} => {value},",
            variants.join("\n            | ")
        );
    }
    text + others + "        }\n    }\n\n"
}

/// What a handler returns, with its messages.
fn api_error(text: &mut String, codes: &[Code]) {
    *text +=
        "/// What a handler returns.\n#[derive(Debug, thiserror::Error)]\npub enum ApiError {\n";
    for Code {
        variant,
        message,
        failure,
        ..
    } in codes
    {
        let _ = writeln!(text, "    #[error({message:?})]");
        let fields: Vec<String> = failure.args.iter().map(|arg| field(*arg)).collect();
        let fields = if fields.is_empty() {
            String::new()
        } else {
            format!(" {{ {} }}", fields.join(", "))
        };
        let _ = writeln!(text, "    {variant}{fields},");
    }
    *text += "}\n\nimpl ApiError {\n    /// The code of the error.\n    pub const fn code(&self) -> ErrorCode {\n        match self {\n";
    for Code {
        variant, failure, ..
    } in codes
    {
        let rest = if failure.args.is_empty() {
            ""
        } else {
            " { .. }"
        };
        let _ = writeln!(
            text,
            "            Self::{variant}{rest} => ErrorCode::{variant},"
        );
    }
    *text += "        }\n    }\n}\n";
}

fn field(arg: Arg) -> String {
    match arg {
        Arg::Text(name) => format!("{name}: String"),
        Arg::Number(name) => format!("{name}: i64"),
        Arg::Word(name) => format!("{name}: &'static str"),
    }
}

/// The map from names to codes.
pub fn map(codes: &[Code]) -> String {
    let mut map = phf_codegen::Map::new();
    for code in codes {
        map.entry(code.name.as_str(), format!("ErrorCode::{}", code.variant));
    }
    format!(
        "/// Every code by its name.\npub static BY_NAME: phf::Map<&'static str, ErrorCode> = {};\n",
        map.build()
    )
}
