//! The section `outputs`.

use super::members::{Members, Read, entries, word, wrong_type};
use super::rules;
use crate::catalog::{
    Criterion, Dialect, DocsOutput, FileOutput, Format, OpenApiCodes, OpenApiEnums, OpenApiForm,
    OpenApiOutput, OpenApiVersion, Output, PathPattern, Placeholder, Scalar, Selection, Status,
};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::options::{Integration, RustOptions};
use crate::yaml::Node;

/// The lists of the section, in one.
pub(super) struct Outputs(pub(super) Vec<Output>);

impl Read for Outputs {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping with `rust`, `openapi`, `docs` and `files`";
        let mut members = Members::open(node, at, what, report)?;
        let mut outputs = Vec::new();
        add::<RustEntry>(&mut members, "rust", &mut outputs);
        add::<OpenApiEntry>(&mut members, "openapi", &mut outputs);
        add::<DocsEntry>(&mut members, "docs", &mut outputs);
        add::<FilesEntry>(&mut members, "files", &mut outputs);
        members.close();
        Some(Self(outputs))
    }
}

/// What an entry of a list says.
struct Entry {
    path: PathPattern,
    select: Selection,
    format: Format,
}

/// Adds the entries of a list.
fn add<E: Read + Into<Entry>>(
    members: &mut Members,
    list: &'static str,
    outputs: &mut Vec<Output>,
) {
    let entries = members.optional::<Vec<E>>(list).take().unwrap_or_default();
    for (index, entry) in entries.into_iter().enumerate() {
        let Entry {
            path,
            select,
            format,
        } = entry.into();
        outputs.push(Output {
            list,
            index,
            path,
            select,
            format,
        });
    }
}

macro_rules! entries {
    ($($name:ident)*) => {
        $(
            struct $name(Entry);

            impl From<$name> for Entry {
                fn from(entry: $name) -> Self {
                    entry.0
                }
            }
        )*
    };
}

entries!(RustEntry OpenApiEntry DocsEntry FilesEntry);

impl Read for RustEntry {
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
        let options = with
            .into_iter()
            .fold(RustOptions::default(), RustOptions::with);
        Some(Self(Entry {
            path: PathPattern::new(path),
            select: Selection::default(),
            format: Format::Rust(options.no_std(no_std)),
        }))
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

impl Read for OpenApiEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `version`, `form`, `enums`, `codes`, `default_response` and `select`",
            report,
        )?;
        let path = members.required::<FilePath>("path");
        let version = members.optional("version").take().unwrap_or_default();
        let form = members.optional("form").take().unwrap_or_default();
        let enums = members.optional("enums").take().unwrap_or_default();
        let codes = members.optional("codes").take().unwrap_or_default();
        let default_response = members.optional("default_response").take();
        let select = members.optional("select").take().unwrap_or_default();
        members.close();
        one_per_code(enums, codes, at, report)?;
        let path = path?.ending(&["yaml", "yml", "json"], at, report)?;
        let ending = std::path::Path::new(&path).extension();
        let format = OpenApiOutput {
            json: ending.is_some_and(|ending| ending == "json"),
            version,
            form,
            enums,
            codes,
            default_response: default_response.unwrap_or_default(),
        };
        Some(Self(Entry {
            path: PathPattern::new(path),
            select,
            format: Format::OpenApi(format),
        }))
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

impl Read for DocsEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path` or `splice`, `template`, `dialect`, `diagram`, `select` and `vars`",
            report,
        )?;
        let spliced = members.optional::<FilePath>("splice");
        let splice = !spliced.is_absent();
        if splice && members.node("path").is_some() {
            let message =
                "`path` is for a page that errcat writes, `splice` for one that is written by hand";
            let place = at.key("path").at_key();
            members.report.push(
                Diagnostic::new(&rules::UNKNOWN_VALUE, place, message)
                    .help("say one of them, or list two pages"),
            );
        }
        let path = if splice {
            spliced.take().map(|path| PathPattern::new(path.0))
        } else {
            members.required::<PathPattern>("path")
        };
        let template = members
            .optional::<FilePath>("template")
            .take()
            .map(|path| path.0);
        let dialect = members.optional("dialect").take();
        let diagram = members.optional("diagram").take().unwrap_or_default();
        let select = members.optional("select").take().unwrap_or_default();
        let vars = members.optional::<Vars>("vars").take();
        members.close();
        let path = path?;
        // A file of MDX is no Markdown of GitHub's.
        let ending = std::path::Path::new(path.text()).extension();
        let by_ending = if ending.is_some_and(|ending| ending == "mdx") {
            Dialect::Mdx
        } else {
            Dialect::Gfm
        };
        let format = DocsOutput {
            splice,
            template,
            dialect: dialect.unwrap_or(by_ending),
            diagram,
            vars: vars.map(|vars| vars.0).unwrap_or_default(),
        };
        Some(Self(Entry {
            path,
            select,
            format: Format::Docs(format),
        }))
    }
}

impl Read for FilesEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `template`, `mark`, `select` and `vars`",
            report,
        )?;
        let path = members.required("path");
        let template = members.required::<FilePath>("template");
        let mark = members.optional("mark").take().unwrap_or(true);
        let select = members.optional("select").take().unwrap_or_default();
        let vars = members.optional::<Vars>("vars").take();
        members.close();
        let format = FileOutput {
            template: template?.0,
            mark,
            vars: vars.map(|vars| vars.0).unwrap_or_default(),
        };
        Some(Self(Entry {
            path: path?,
            select,
            format: Format::Files(format),
        }))
    }
}

impl Read for Selection {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `type`, `status`, `tag`, `without_tag` and `operation`",
            report,
        )?;
        let wanted = Criterion::ALL.into_iter().filter_map(|criterion| {
            let word = criterion.word();
            let value = match criterion {
                Criterion::Status => {
                    let status = members.optional::<Status>(word).take();
                    status.map(|status| status.to_string())
                }
                _ => members.optional::<String>(word).take(),
            };
            Some((criterion, value?))
        });
        let wanted = wanted.collect();
        members.close();
        Some(Self { wanted })
    }
}

/// Values for templates.
struct Vars(Vec<(String, Scalar)>);

impl Read for Vars {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let entries = entries(node, at, "a mapping of names to values", report)?;
        let values = entries.into_iter().map(|(name, node)| {
            let value = Scalar::read(node, &at.key(name), report)?;
            Some((name.to_owned(), value))
        });
        // All of them are read, so that each mistake is reported.
        let values: Vec<_> = values.collect();
        values.into_iter().collect::<Option<_>>().map(Self)
    }
}

impl Read for PathPattern {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let path = FilePath::read(node, at, report)?.0;
        let mut rest = path.as_str();
        let mut found = 0;
        while let Some(start) = rest.find(['{', '}']) {
            let known = Placeholder::ALL
                .into_iter()
                .find(|placeholder| rest[start..].starts_with(placeholder.word()));
            let Some(placeholder) = known else {
                let inside = rest[start..].split_inclusive('}').next().unwrap_or(rest);
                let words = Placeholder::ALL.map(|placeholder| quote(placeholder.word()));
                report.push(
                    Diagnostic::new(
                        &rules::INVALID_PATH,
                        at.at_value(),
                        format!("{} has no value in a path", quote(inside)),
                    )
                    .help(format!("known: {}", words.join(", "))),
                );
                return None;
            };
            found += 1;
            rest = &rest[start + placeholder.word().len()..];
        }
        if found > 1 {
            let message = format!("a path has one placeholder, found {found}");
            let place = at.at_value();
            report.push(
                Diagnostic::new(&rules::INVALID_PATH, place, message)
                    .help("there is one file for each of them; its template sees the rest"),
            );
            return None;
        }
        Some(Self::new(path))
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
