//! Reading files: a catalog's text, or what is wrong with its bytes.

use std::path::Path;

use crate::config::Report;
use crate::diagnostic::{self, Diagnostic, Place, Source};
use crate::load::rules;

/// The text of a catalog that diagnostics call `name`.
pub(crate) fn read(path: &Path, name: &str) -> Result<String, Report> {
    let bytes = std::fs::read(path).map_err(|error| Report::io("read", path, error))?;
    decode(bytes, name)
}

/// The text of these bytes, without a byte order mark.
pub(crate) fn decode(bytes: Vec<u8>, name: &str) -> Result<String, Report> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let mut report = diagnostic::Report::default();
        report.push(
            Diagnostic::new(&rules::SYNTAX, Place::Byte(at), "the file is not UTF-8")
                .help("save it as UTF-8"),
        );
        Report::Catalog(report.into_diagnostics(Source {
            name: name.to_owned(),
            text,
        }))
    })?;
    Ok(crate::without_mark(&text).to_owned())
}

/// A path as diagnostics show it: with `/`, on every system.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
