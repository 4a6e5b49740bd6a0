//! What the catalog has about its codes: their names, their properties and their arguments.

use serde_json::Value as Json;

use super::args::{self, value_type};
use super::syntax::{braced, comment, json, list, property, string};
use crate::catalog::{Catalog, Code, Form, JsonValue, RetryAfter};
use crate::targets::clients::conditions::Conditions;
use crate::targets::clients::public::{self, deprecation, joined, may_be_absent, summary};

/// Returns the sections about codes.
pub(super) fn sections(catalog: &Catalog, conditions: &Conditions) -> Vec<String> {
    let mut sections = vec![codes(catalog)];
    sections.extend(types(catalog));
    sections.extend(fields(catalog));
    sections.push(info(catalog));
    sections.push(table(catalog));
    sections.extend(retired(catalog));
    if conditions.hold("typed_args") {
        sections.push(args::section(catalog));
    }
    sections.extend(operations(catalog));
    sections
}

fn codes(catalog: &Catalog) -> String {
    let codes = catalog.codes.iter();
    let codes = joined(codes.map(|code| format!("  {},\n", string(code.name.key()))));
    format!(
        "/** The codes that this version of the catalog has. */\n\
         export const ERROR_CODES = [\n{codes}] as const;\n\n\
         /** A code that this version of the catalog has. */\n\
         export type KnownErrorCode = (typeof ERROR_CODES)[number];\n\n\
         /** A code: one that this version of the catalog has, or one that a newer server sends. */\n\
         export type ErrorCode = KnownErrorCode | (string & {{}});\n"
    )
}

/// Returns the types of the names of types.
fn types(catalog: &Catalog) -> Vec<String> {
    if catalog.types.is_empty() {
        return vec![
            "/** The type of an error, as the server sent it. */\nexport type ErrorType = string;\n"
                .to_owned(),
        ];
    }
    let types = catalog.types.iter();
    let types = types.map(|error_type| {
        let about = comment("  ", &[error_type.description.words().as_str().to_owned()]);
        format!("{about}  {},\n", string(error_type.name.wire()))
    });
    let types = joined(types);
    vec![format!(
        "/** The types of errors that this version of the catalog has. */\n\
         export const ERROR_TYPES = [\n{types}] as const;\n\n\
         /** A type that this version of the catalog has. */\n\
         export type KnownErrorType = (typeof ERROR_TYPES)[number];\n\n\
         /** The type of an error: one that this version of the catalog has, or one that a newer server sends. */\n\
         export type ErrorType = KnownErrorType | (string & {{}});\n"
    )]
}

/// Returns the interface of the fields that the catalog declares.
fn fields(catalog: &Catalog) -> Option<String> {
    let members = public::fields(catalog).map(|field| {
        let about = field.description.iter().map(summary);
        let about = comment("  ", &about.collect::<Vec<_>>());
        let mark = if may_be_absent(field) { "?" } else { "" };
        let kind = value_type(field.kind, Form::Plain, &field.values, false);
        format!(
            "{about}  readonly {}{mark}: {kind};\n",
            property(&field.name)
        )
    });
    let members = joined(members);
    (!members.is_empty()).then(|| {
        format!(
            "/** The fields of a code that the catalog declares. */\nexport interface ErrorFields {{\n{members}}}\n"
        )
    })
}

fn info(catalog: &Catalog) -> String {
    let any = |has: &dyn Fn(&Code) -> bool| catalog.codes.iter().any(has);
    let mut members = vec![
        (
            "The HTTP status, unless the handler chooses another.",
            "status: number",
        ),
        (
            "All statuses that a response with the code can have. There are none if it is only sent in the list of another error.",
            "statuses: readonly number[]",
        ),
        ("A short summary of the error.", "title: string"),
    ];
    if compares_sent_codes(catalog) {
        members.push(("The code as it is sent.", "sentAs: string"));
    }
    if any(&|code| code.number.is_some()) {
        members.push(("The number that identifies the error.", "number?: number"));
    }
    if !catalog.types.is_empty() {
        members.push(("The type of the error.", "type?: KnownErrorType"));
    }
    members.push((
        "Whether the same request may succeed if it is sent again later.",
        "retryable: boolean",
    ));
    members.push((
        "The number of seconds to wait before the request is sent again.",
        "retryAfter?: number",
    ));
    if any(&|code| code.doc_url.is_some()) {
        members.push(("The URL of the documentation.", "docUrl?: string"));
    }
    if any(&|code| code.deprecated.is_some()) {
        members.push((
            "The version that deprecated the code, and the code that replaces it.",
            "deprecated?: { readonly since?: string; readonly use?: ErrorCode }",
        ));
    }
    if public::fields(catalog).next().is_some() {
        members.push((
            "The fields that the catalog declares.",
            "fields: ErrorFields",
        ));
    }
    let members = members.iter();
    let members =
        joined(members.map(|(about, member)| format!("  /** {about} */\n  readonly {member};\n")));
    format!(
        "/** What the catalog states about a code. */\nexport interface ErrorInfo {{\n{members}}}\n"
    )
}

/// Returns whether the module compares codes as they are sent.
fn compares_sent_codes(catalog: &Catalog) -> bool {
    let conditions = Conditions::of(catalog);
    conditions.hold("by_code") && !conditions.hold("by_code_alone")
}

fn table(catalog: &Catalog) -> String {
    let has_sent_as = compares_sent_codes(catalog);
    let rows = catalog.codes.iter().map(|code| {
        let about = comment("  ", &about(code));
        let row = braced(&properties(catalog, code, has_sent_as));
        format!("{about}  {}: {row},\n", property(code.name.key()))
    });
    let rows = joined(rows);
    format!(
        "/** What the catalog states about each code. */\n\
         export const ERRORS: Readonly<Record<KnownErrorCode, ErrorInfo>> = {{\n{rows}}};\n"
    )
}

/// Returns the documentation of a code.
fn about(code: &Code) -> Vec<String> {
    let deprecated = deprecation(code).map(|sentence| format!("@deprecated {sentence}"));
    let summary = summary(&code.description);
    std::iter::once(summary).chain(deprecated).collect()
}

fn properties(catalog: &Catalog, code: &Code, has_sent_as: bool) -> Vec<String> {
    let statuses = code.statuses.iter().map(ToString::to_string);
    let mut properties = vec![
        format!("status: {}", code.status),
        format!("statuses: {}", list(statuses)),
        format!("title: {}", string(code.title.as_str())),
    ];
    if has_sent_as {
        properties.push(format!("sentAs: {}", string(code.name.wire())));
    }
    let others = [
        code.number.map(|number| format!("number: {number}")),
        code.error_type
            .as_ref()
            .filter(|_| !catalog.types.is_empty())
            .map(|name| format!("type: {}", string(name.wire()))),
        Some(format!("retryable: {}", code.retryable)),
        match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => Some(format!("retryAfter: {seconds}")),
            Some(RetryAfter::Arg) | None => None,
        },
        code.doc_url
            .as_ref()
            .map(|url| format!("docUrl: {}", string(url))),
        code.deprecated.as_ref().map(|deprecation| {
            let since = deprecation.since.as_ref();
            let since = since.map(|since| format!("since: {}", string(since.as_str())));
            let instead = deprecation.instead.as_ref();
            let instead = instead.map(|code| format!("use: {}", string(code)));
            format!(
                "deprecated: {}",
                braced(&since.into_iter().chain(instead).collect::<Vec<_>>())
            )
        }),
    ];
    properties.extend(others.into_iter().flatten());
    if public::fields(catalog).next().is_some() {
        let fields = public::values(catalog, code);
        let fields = fields.map(|(name, value)| format!("{}: {}", property(name), literal(value)));
        properties.push(format!("fields: {}", braced(&fields.collect::<Vec<_>>())));
    }
    properties
}

/// Returns the literal of a value in the catalog.
pub(super) fn literal(value: &JsonValue) -> String {
    json(&serde_json::to_value(value).unwrap_or(Json::Null))
}

fn retired(catalog: &Catalog) -> Option<String> {
    if catalog.retired.is_empty() {
        return None;
    }
    let rows = catalog.retired.iter().map(|retired| {
        let instead = retired.deprecation.instead.as_deref();
        let instead = instead.map_or_else(|| "undefined".to_owned(), string);
        format!("  [{}, {instead}],\n", string(&retired.code))
    });
    let rows = joined(rows);
    Some(format!(
        "/** The codes that the API no longer sends, each with the code that replaces it, if there is one. */\n\
         export const RETIRED_CODES: ReadonlyMap<string, ErrorCode | undefined> = /* @__PURE__ */ new Map<\n  \
         string,\n  ErrorCode | undefined\n>([\n{rows}]);\n"
    ))
}

fn operations(catalog: &Catalog) -> Option<String> {
    if catalog.operations.is_empty() {
        return None;
    }
    let rows = catalog.operations.iter().map(|operation| {
        let codes = operation.returns.codes(catalog);
        let codes = list(codes.map(|code| string(code.name.key())));
        format!(
            "  {}: {codes},\n",
            property(&operation.endpoint.to_string())
        )
    });
    let rows = joined(rows);
    Some(format!(
        "/** The operations of the API, each with the codes that it lists. */\n\
         export const OPERATIONS = {{\n{rows}}} as const;\n\n\
         /** An operation of the API. */\n\
         export type Operation = keyof typeof OPERATIONS;\n\n\
         /** The codes that an operation lists: `CodesOf<\"GET /stores/{{id}}\">`. */\n\
         export type CodesOf<O extends Operation> = (typeof OPERATIONS)[O][number];\n\n\
         /** The errors that an operation lists, and an error without a known code. */\n\
         export type ErrorsOf<O extends Operation> =\n  \
         | {{ [C in CodesOf<O>]: ErrorResponse<C> }}[CodesOf<O>]\n  | ErrorResponse<undefined>;\n"
    ))
}
