//! An entry of `openapi`.

use super::path::FilePath;
use super::{Entry, OpenApiEntry};
use crate::catalog::{
    Format, OpenApiCodes, OpenApiEnums, OpenApiForm, OpenApiOutput, OpenApiVersion, PathPattern,
};
use crate::diagnostic::{Diagnostic, Path, Report};
use crate::load::members::{Members, Read, wrong_type};
use crate::load::rules;
use crate::load::scalars::word;
use crate::yaml::Node;

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
            path_member: "path",
            select,
            format: Format::OpenApi(format),
        }))
    }
}

/// Rejects `enums: open` with `codes: each`, because a discriminator allows only the values that it maps.
fn one_per_code(
    enums: OpenApiEnums,
    codes: OpenApiCodes,
    at: &Path,
    report: &mut Report,
) -> Option<()> {
    if enums == OpenApiEnums::Closed || codes == OpenApiCodes::Shared {
        return Some(());
    }
    let message = "`codes: each` has no schema for unknown codes, which `enums: open` allows";
    let place = at.key("enums").at_value();
    report.push(
        Diagnostic::new(&rules::UNKNOWN_VALUE, place, message)
            .help("choose one of them: `enums: open` or `codes: each`"),
    );
    None
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
        // `version: 3.1` without quotes is a number, but its meaning is clear.
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
        word(node, at, "a document form", &FORMS, report)
    }
}
