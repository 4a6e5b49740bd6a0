//! The arguments of the commands for releases and support.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FindingsArgs;

#[derive(Args, Debug)]
pub(in crate::cli) struct Diff {
    /// The old version: a catalog, a folder, the output of `errcat export`, or git:REV, the new one's file at a revision of git
    #[arg(required_unless_present = "list")]
    pub(in crate::cli) old: Option<String>,
    /// The new version: likewise, with git:REV:PATH for a file at another revision
    #[arg(default_value = "catalog")]
    pub(in crate::cli) new: String,
    /// The format of the changes
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: DiffFormat,
    /// Exit with 1 if there is a change of this severity, or of a worse one
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(in crate::cli) deny: Option<Denied>,
    /// Whose severities count for `--deny`, `--next-version` and the order. Defaults to both
    #[arg(long, value_enum, value_name = "WHOM")]
    pub(in crate::cli) r#for: Option<Audience>,
    /// Propose the version after this one, as semantic versioning has it
    #[arg(long, value_name = "VERSION")]
    pub(in crate::cli) next_version: Option<semver::Version>,
    /// List every kind of change with its severities
    #[arg(long, conflicts_with_all = ["old", "deny", "next_version"])]
    pub(in crate::cli) list: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// A line for each change, the worst first
    #[default]
    Text,
    /// Release notes
    Markdown,
    /// One JSON object per line
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Denied {
    Breaking,
    Feature,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Audience {
    /// Programs that read responses
    Clients,
    /// Programs that use the Rust module
    Rust,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Export {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// Include the notes for operators and the internal fields
    #[arg(long)]
    pub(in crate::cli) internal: bool,
    /// Print the JSON Schema of an export instead
    #[arg(long, conflicts_with = "internal")]
    pub(in crate::cli) schema: bool,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Lookup {
    /// A code, a number or the URL of a problem type; `-` for the body of a response on standard input
    #[arg(allow_negative_numbers = true)]
    pub(in crate::cli) code: String,
    /// A catalog, or a folder to search recursively for errors.yaml
    #[arg(long, value_name = "CATALOG", default_value = "catalog")]
    pub(in crate::cli) catalog: PathBuf,
    /// Tell the notes for operators and the internal fields, too
    #[arg(long)]
    pub(in crate::cli) internal: bool,
    /// Print what is known as JSON, as `errcat export` has it
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Usage {
    /// Rust sources, and folders to search recursively for them
    #[arg(value_name = "SOURCE", default_value = "src")]
    pub(in crate::cli) sources: Vec<PathBuf>,
    /// The catalog
    #[arg(long, value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// Exit with 1 if a code is never constructed
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(in crate::cli) deny: Option<DeniedUsage>,
    /// Print one JSON object per line
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum DeniedUsage {
    Unused,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct VerifyResponses {
    /// A HAR file (.har), or lines of {"method", "path", "status", "headers", "body"}; `-` for lines on standard input
    pub(in crate::cli) file: PathBuf,
    /// The catalog
    #[arg(long, value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// Print one JSON object per line: what is wrong, and then how often each code was sent
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
