//! What the tests of the command and of its outputs share: a folder with a catalog, in which the command runs.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A catalog in order.
pub(crate) const GOOD: &str =
    "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";

/// Outputs of each kind.
pub(crate) const OUTPUTS: &str = "outputs: {openapi: [{path: out/api.yaml}, {path: out/api.json}], docs: [{path: out/errors.md}], rust: [{path: out/errors.rs}]}\n";

/// A folder with a catalog in `catalog/errors.yaml`.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    pub(crate) fn new(catalog: &str) -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(project.path("catalog")).unwrap();
        project.write(catalog);
        project
    }

    pub(crate) fn write(&self, catalog: &str) {
        fs::write(self.path("catalog/errors.yaml"), catalog).unwrap();
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("CLICOLOR_FORCE")
            .env_remove("GITHUB_ACTIONS");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> (i32, String, String) {
        shown(&self.command(args).output().unwrap())
    }

    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// The exit status, the standard output and the standard error of a command.
pub(crate) fn shown(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}
