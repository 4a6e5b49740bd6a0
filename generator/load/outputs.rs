//! The section `outputs`.

use super::members::{Members, Read, word, wrong_type};
use super::node::Node;
use super::rules;
use crate::catalog::{
    Dialect, DocsOutput, OpenApiCodes, OpenApiEnums, OpenApiForm, OpenApiOutput, OpenApiVersion,
    Outputs, RustOutput,
};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::options::{Integration, RustOptions};

impl Read for Outputs {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `rust`, `openapi` and `docs`",
            report,
        )?;
        let outputs = Self {
            rust: members.optional("rust").take().unwrap_or_default(),
            openapi: members.optional("openapi").take().unwrap_or_default(),
            docs: members.optional("docs").take().unwrap_or_default(),
        };
        members.close();
        Some(outputs)
    }
}

impl Read for RustOutput {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `with` and `no_std`",
            report,
        )?;
        let path = members.required::<FilePath>("path");
        let with = members
            .optional::<Vec<Integration>>("with")
            .take()
            .unwrap_or_default();
        let no_std = members.optional("no_std").take().unwrap_or_default();
        members.close();
        one_framework(&with, at, report)?;
        let path = path?.ending(&["rs"], at, report)?;
        Some(Self {
            path,
            options: with
                .into_iter()
                .fold(RustOptions::default(), RustOptions::with)
                .no_std(no_std),
        })
    }
}

/// Each framework has an `envelope`, and a module can have only one.
fn one_framework(with: &[Integration], at: &Path, report: &mut Report) -> Option<()> {
    let mut frameworks = with
        .iter()
        .enumerate()
        .filter(|(_, with)| with.is_framework());
    let first = frameworks.next();
    let Some((second, _)) =
        first.and_then(|(_, first)| frameworks.find(|(_, with)| *with != first))
    else {
        return Some(());
    };
    let message = "a module works with one framework, and this is a second";
    let place = at.key("with").item(second).at_value();
    report.push(
        Diagnostic::new(&rules::UNKNOWN_VALUE, place, message)
            .help("list another module in `rust`, with a `path` of its own"),
    );
    None
}

impl Read for OpenApiOutput {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `version`, `form`, `enums`, `codes` and `default_response`",
            report,
        )?;
        let path = members.required::<FilePath>("path");
        let version = members.optional("version").take().unwrap_or_default();
        let form = members.optional("form").take().unwrap_or_default();
        let enums = members.optional("enums").take().unwrap_or_default();
        let codes = members.optional("codes").take().unwrap_or_default();
        let default_response = members.optional("default_response").take();
        members.close();
        one_per_code(enums, codes, at, report)?;
        Some(Self {
            path: path?.ending(&["yaml", "yml", "json"], at, report)?,
            version,
            form,
            enums,
            codes,
            default_response: default_response.unwrap_or_default(),
        })
    }
}

/// A discriminator knows no other names than those it maps.
fn one_per_code(
    enums: OpenApiEnums,
    codes: OpenApiCodes,
    at: &Path,
    report: &mut Report,
) -> Option<()> {
    if enums == OpenApiEnums::Closed || codes == OpenApiCodes::Shared {
        return Some(());
    }
    let message =
        "`codes: each` has a schema for each code, and none for a code that is not known yet";
    let place = at.key("enums").at_value();
    report.push(
        Diagnostic::new(&rules::UNKNOWN_VALUE, place, message)
            .help("choose one of them: `enums: open` or `codes: each`"),
    );
    None
}

impl Read for DocsOutput {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `template` and `dialect`",
            report,
        )?;
        let path = members.required::<FilePath>("path");
        let template = members
            .optional::<FilePath>("template")
            .take()
            .map(|path| path.0);
        let dialect = members.optional("dialect").take().unwrap_or_default();
        members.close();
        Some(Self {
            path: path?.0,
            template,
            dialect,
        })
    }
}

/// A path that is relative to the catalog's folder.
struct FilePath(String);

impl FilePath {
    /// The path, if it ends as the output asks for.
    fn ending(self, endings: &[&str], at: &Path, report: &mut Report) -> Option<String> {
        let found = std::path::Path::new(&self.0)
            .extension()
            .and_then(|ending| ending.to_str());
        if found.is_some_and(|found| endings.contains(&found)) {
            return Some(self.0);
        }
        let known = endings
            .iter()
            .map(|ending| format!("`.{ending}`"))
            .collect::<Vec<_>>()
            .join(" or ");
        let message = format!(
            "expected a path that ends in {known}, found {}",
            quote(&self.0)
        );
        report.push(Diagnostic::new(
            &rules::INVALID_PATH,
            at.key("path").at_value(),
            message,
        ));
        None
    }
}

impl Read for FilePath {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let path = String::read(node, at, report)?;
        let wrong = if path.contains(|c: char| c == '\\' || c.is_control()) {
            Some("a path is written with `/`")
        } else if path.starts_with('/') || path.get(1..3) == Some(":/") {
            Some("a path is relative to the catalog's folder")
        } else if path.ends_with('/') || path.ends_with("..") {
            Some("a path names a file")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            report.push(Diagnostic::new(
                &rules::INVALID_PATH,
                at.at_value(),
                format!("{wrong}, found {}", quote(&path)),
            ));
            return None;
        }
        Some(Self(path))
    }
}

impl Read for Integration {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(
            node,
            at,
            "what the Rust code works with",
            Self::WORDS,
            report,
        )
    }
}

impl Read for OpenApiVersion {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const VERSIONS: [(&str, OpenApiVersion); 7] = [
            ("3.1", OpenApiVersion::V3_1),
            ("3.0", OpenApiVersion::V3_0),
            ("3.2", OpenApiVersion::V3_2),
            ("3.0.3", OpenApiVersion::V3_0),
            ("3.1.0", OpenApiVersion::V3_1),
            ("3.1.1", OpenApiVersion::V3_1),
            ("3.2.0", OpenApiVersion::V3_2),
        ];
        // `version: 3.1` without quotes is a number, and clear enough.
        if let Node::Float(number) = node {
            if let Some((_, version)) = VERSIONS
                .iter()
                .find(|(word, _)| word.parse() == Ok(*number))
            {
                return Some(*version);
            }
            report.push(wrong_type(
                node,
                at,
                "an OpenAPI version: `3.1`, `3.0` or `3.2`",
            ));
            return None;
        }
        word(node, at, "an OpenAPI version", &VERSIONS, report)
    }
}

impl Read for OpenApiEnums {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const WORDS: [(&str, OpenApiEnums); 2] = [
            ("closed", OpenApiEnums::Closed),
            ("open", OpenApiEnums::Open),
        ];
        word(node, at, "`closed` or `open`", &WORDS, report)
    }
}

impl Read for OpenApiCodes {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const WORDS: [(&str, OpenApiCodes); 2] = [
            ("shared", OpenApiCodes::Shared),
            ("each", OpenApiCodes::Each),
        ];
        word(node, at, "`shared` or `each`", &WORDS, report)
    }
}

impl Read for OpenApiForm {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const FORMS: [(&str, OpenApiForm); 3] = [
            ("standalone", OpenApiForm::Standalone),
            ("fragment", OpenApiForm::Fragment),
            ("overlay", OpenApiForm::Overlay),
        ];
        word(node, at, "the form of the document", &FORMS, report)
    }
}

impl Read for Dialect {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "a dialect of Markdown", Self::WORDS, report)
    }
}
