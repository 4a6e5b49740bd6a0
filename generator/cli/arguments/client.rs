//! The arguments of `errcat client`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FindingsArgs;
use crate::catalog::{ClientOutput, Language};

#[derive(Args, Debug)]
pub(in crate::cli) struct Client {
    /// The language of the client
    #[arg(value_enum)]
    language: ClientLanguage,
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ClientLanguage {
    #[value(
        name = "typescript",
        help = "A module for browsers, Node.js, Deno and Bun"
    )]
    TypeScript,
    #[value(help = "A module for Python 3.11 and later")]
    Python,
    #[value(help = "A file of a package for Go 1.21 and later")]
    Go,
}

impl Client {
    pub(in crate::cli) fn output(&self) -> ClientOutput {
        let language = match self.language {
            ClientLanguage::TypeScript => Language::TypeScript,
            ClientLanguage::Python => Language::Python,
            ClientLanguage::Go => Language::Go,
        };
        ClientOutput {
            language,
            package: None,
        }
    }
}
