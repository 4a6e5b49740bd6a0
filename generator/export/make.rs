//! From a catalog to its export.

use serde_json::Value;

use super::{
    Api, Arg, Code, DefaultCode, Deprecation, Envelope, Export, Field, Member, Operation, Retired,
    Set, Type, VERSION, Wait,
};
use crate::catalog::{
    self, ArgKind, Body, Catalog, CodeName, Held, JsonValue, ListLayout, ListedBody, Meaning,
    RetryAfter, Returns, Step, TypeName,
};
use crate::text::{Markdown, Plain};

impl Export {
    /// The export of a catalog, with what is internal if that is asked for.
    pub(crate) fn of(catalog: &Catalog, internal: bool) -> Self {
        let mut operations = vec![Vec::new(); catalog.codes.len()];
        for operation in &catalog.operations {
            for place in operation.returns.places() {
                operations[place].push(operation.endpoint.to_string());
            }
        }
        let fields = catalog.fields.iter();
        let fields = fields.filter(|field| internal || !field.is_internal);
        let codes = catalog.codes.iter().zip(operations);
        Self {
            version: VERSION,
            internal,
            api: api(&catalog.api),
            envelope: envelope(catalog),
            fields: fields.map(field).collect(),
            types: catalog.types.iter().map(kind).collect(),
            codes: codes
                .map(|(code, operations)| self::code(catalog, code, operations, internal))
                .collect(),
            defaults: defaults(catalog),
            retired: catalog.retired.iter().map(retired).collect(),
            sets: catalog
                .sets
                .iter()
                .map(|set| Set {
                    name: set.returns.name.wire().to_owned(),
                    codes: names(catalog, &set.returns),
                })
                .collect(),
            operations: catalog
                .operations
                .iter()
                .map(|operation| Operation {
                    endpoint: operation.endpoint.to_string(),
                    variant: operation.returns.name.variant().to_owned(),
                    tags: operation.tags.clone(),
                    codes: names(catalog, &operation.returns),
                })
                .collect(),
        }
    }
}

fn plain(text: Option<&Plain>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

fn markdown(text: Option<&Markdown>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

fn api(api: &catalog::Api) -> Api {
    Api {
        name: plain(api.name.as_ref()),
        version: plain(api.version.as_ref()),
        base_url: api.base_url.clone(),
        docs_url: api.docs_url.clone(),
        domain: api.domain.clone(),
    }
}

fn envelope(catalog: &Catalog) -> Envelope {
    let wire = &catalog.wire;
    let members = wire
        .members()
        .into_iter()
        .filter(|member| member.is_named());
    let body = Some(wire.body()).filter(|body| body.errors().is_some());
    let members = body.into_iter().chain(members).map(|member| {
        let (holds, kind) = held(catalog, member);
        Member {
            path: path(&member.path),
            holds,
            kind,
            required: !member.presence.is_optional(),
            nullable: member.presence.is_nullable(),
            header: member.header.clone(),
            value: match &member.content {
                Held::Const(value) => Some(json(value)),
                _ => None,
            },
        }
    });
    Envelope {
        media_type: wire.media_type.clone(),
        members: members.collect(),
    }
}

/// What a member holds, and its type.
fn held(catalog: &Catalog, member: &catalog::Member) -> (String, Option<String>) {
    let (holds, kind) = match &member.content {
        Held::Value(meaning) => (
            meaning.row().word.to_owned(),
            Some(member.json_type(*meaning).schema_type()),
        ),
        Held::Const(value) => ("const".to_owned(), Some(value.schema_type())),
        Held::Args | Held::FlatArgs => (Meaning::Args.row().word.to_owned(), Some("object")),
        Held::Arg(name) => {
            let args = catalog.codes.iter().flat_map(|code| &code.args);
            let arg = args
                .filter(|arg| arg.is_sent())
                .find(|arg| arg.name == *name);
            let kind = arg
                .filter(|arg| arg.kind != ArgKind::Any)
                .map(catalog::Arg::sent_type);
            (format!("arg {name}"), kind)
        }
        Held::CodeField(name) => {
            let field = catalog.fields.iter().find(|field| field.name == *name);
            let kind = field.and_then(|field| field.kind.schema_type());
            (format!("field {name}"), kind)
        }
        Held::Object(id) => {
            let kind = if catalog.wire.object(*id).is_array {
                "array"
            } else {
                "object"
            };
            ("object".to_owned(), Some(kind))
        }
        Held::Errors(errors) => {
            let kind = if errors.layout == ListLayout::Array {
                "array"
            } else {
                "object"
            };
            (Meaning::Errors.row().word.to_owned(), Some(kind))
        }
    };
    (holds, kind.map(str::to_owned))
}

/// The path to a member: `error.errors[].param`. An element of a fixed array has its number.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Member(name) if path.is_empty() => path += name,
            Step::Member(name) => path.extend([".", name]),
            Step::Item(at) => path.extend(["[", &at.to_string(), "]"]),
            Step::Element => path += "[]",
            Step::Param => path += ".*",
        }
    }
    path
}

fn json(value: &JsonValue) -> Value {
    // All keys are text, so serialization cannot fail.
    serde_json::to_value(value).unwrap_or_default()
}

fn field(field: &catalog::CodeField) -> Field {
    Field {
        name: field.name.clone(),
        kind: field.kind.word().to_owned(),
        values: field.values.clone(),
        description: markdown(field.description.as_ref()),
        optional: field.optional,
        internal: field.is_internal,
    }
}

fn kind(kind: &catalog::Type) -> Type {
    Type {
        name: kind.name.wire().to_owned(),
        variant: kind.name.variant().to_owned(),
        status: kind.status.map(catalog::Status::get),
        title: plain(kind.title.as_ref()),
        description: kind.description.as_str().to_owned(),
    }
}

fn code(catalog: &Catalog, code: &catalog::Code, operations: Vec<String>, internal: bool) -> Code {
    let body = Body {
        catalog,
        code,
        example: code.examples.first(),
        status: None,
    };
    let example = if code.is_only_listed() {
        serde_json::to_value(ListedBody(body))
    } else {
        serde_json::to_value(body)
    };
    let is_public = |name: &str| {
        let mut fields = catalog.fields.iter();
        internal || fields.any(|field| field.name == name && !field.is_internal)
    };
    let fields = code.fields.iter().filter(|(name, _)| is_public(name));
    Code {
        key: code.name.key().to_owned(),
        import: code
            .import
            .map(|import| catalog.imports[import].name.clone()),
        sent_as: code.name.wire().to_owned(),
        number: code.number,
        kind: code
            .error_type
            .as_ref()
            .map(|kind| TypeName::wire(kind).to_owned()),
        status: code.status.get(),
        statuses: code.statuses.iter().map(|status| status.get()).collect(),
        title: code.title.as_str().to_owned(),
        description: code.description.as_str().to_owned(),
        message: code.message.to_string(),
        param: code.param.clone(),
        args: code.args.iter().map(arg).collect(),
        retryable: code.retryable,
        retry_after: code.retry_after.map(|wait| match wait {
            RetryAfter::Seconds(seconds) => Wait::Seconds(seconds),
            RetryAfter::Arg => Wait::Word("arg".to_owned()),
        }),
        headers: code.headers.iter().cloned().collect(),
        log: code.log.name().to_owned(),
        internal: markdown(code.internal.as_ref().filter(|_| internal)),
        since: plain(code.since.as_ref()),
        deprecated: code.deprecated.as_ref().map(|deprecated| Deprecation {
            since: plain(deprecated.since.as_ref()),
            instead: deprecated.instead.clone(),
            note: markdown(deprecated.note.as_ref()),
        }),
        resolution: markdown(code.resolution.as_ref()),
        tags: code.tags.clone(),
        fields: fields
            .map(|(name, value)| (name.clone(), json(value)))
            .collect(),
        doc_url: code.doc_url.clone(),
        operations,
        variant: CodeName::variant(&code.name).to_owned(),
        constructor: code.name.function().to_owned(),
        // All keys are text, so serialization cannot fail.
        example: example.unwrap_or_default(),
    }
}

fn arg(arg: &catalog::Arg) -> Arg {
    let kind = match arg.kind {
        ArgKind::DateTime => "date-time".to_owned(),
        ArgKind::Array(item) => format!("array of {}", item.kind().word()),
        kind => kind.word().to_owned(),
    };
    Arg {
        name: arg.name.clone(),
        kind,
        values: arg.values.clone(),
        description: markdown(arg.description.as_ref()),
        optional: arg.optional,
        sent: arg.is_sent(),
        sent_type: if arg.kind == ArgKind::Any {
            "any".to_owned()
        } else {
            arg.sent_type().to_owned()
        },
    }
}

fn defaults(catalog: &Catalog) -> Vec<DefaultCode> {
    let defaults = catalog.default_codes().map(|default| DefaultCode {
        key: default.key.clone(),
        code: default.code.key().to_owned(),
    });
    defaults.collect()
}

fn retired(retired: &catalog::Retired) -> Retired {
    Retired {
        code: retired.code.clone(),
        since: plain(retired.deprecation.since.as_ref()),
        instead: retired.deprecation.instead.clone(),
        note: markdown(retired.deprecation.note.as_ref()),
    }
}

fn names(catalog: &Catalog, returns: &Returns) -> Vec<String> {
    let codes = returns.codes(catalog);
    codes.map(|code| code.name.key().to_owned()).collect()
}
