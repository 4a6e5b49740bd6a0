//! Files at a revision of git, by the command of git.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::cli::Result;
use crate::paths;

/// The YAML files of a repository at a revision, in a folder that is there as long as this is.
pub(super) struct Revision {
    folder: TempDir,
    /// The path of what is asked for, in that folder.
    pub(super) path: PathBuf,
}

impl Revision {
    /// Writes the files at a revision, of the repository that has this path, which need not exist any more.
    pub(super) fn of(revision: &str, path: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let here = nearest_folder(path);
        let git = |arguments: &[&str]| run_in(here, arguments, None, None);
        let prefix = git(&["rev-parse", "--show-prefix"])
            .map_err(|error| format!("no repository of git has {}: {error}", paths::shown(path)))?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ])
        .map_err(|_| format!("git has no revision `{revision}`"))?;
        let commit = commit.trim().to_owned();
        let below = path.strip_prefix(here).unwrap_or(path);
        let inside = paths::normal(&Path::new(prefix.trim_end_matches('\n')).join(below));
        // An index of its own: the index of the repository stays as it is.
        let index = folder.path().join("index");
        run_in(here, &["read-tree", &commit], Some(&index), None)?;
        let asked = paths::shown(&inside);
        let own = format!(":(top,literal){asked}");
        let list = ["ls-files", "-z", "--full-name", "--"];
        let yaml = [":(top,glob)**/*.yaml", ":(top,glob)**/*.yml"];
        let json = [":(top,glob)**/*.json", &*own];
        let files = run_in(
            here,
            &[&list[..], &yaml, &json].concat(),
            Some(&index),
            None,
        )?;
        let root = git(&["rev-parse", "--show-toplevel"])?;
        let written = folder.path().join("files");
        let into = format!("--prefix={}/", written.display());
        let root = Path::new(root.trim_end_matches('\n'));
        let checkout = ["checkout-index", "-z", "--stdin", &into];
        run_in(root, &checkout, Some(&index), Some(&files))?;
        let path = written.join(&inside);
        if !path.exists() {
            return Err(format!("{asked} does not exist at the revision `{revision}`").into());
        }
        Ok(Self { folder, path })
    }

    /// The path in the repository of a file in the folder.
    pub(super) fn inside(&self, path: &Path) -> String {
        let files = self.folder.path().join("files");
        paths::shown(path.strip_prefix(files).unwrap_or(path))
    }
}

/// The nearest folder around a path that exists.
fn nearest_folder(path: &Path) -> &Path {
    let mut folders = path.ancestors();
    folders
        .find(|folder| folder.is_dir())
        .unwrap_or(Path::new("."))
}

fn run_in(
    folder: &Path,
    arguments: &[&str],
    index: Option<&Path>,
    input: Option<&str>,
) -> Result<String> {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder);
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    output(&mut command, input)
}

fn output(command: &mut Command, input: Option<&str>) -> Result<String> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.stdin(if input.is_some() {
        Stdio::piped()
    } else {
        Stdio::null()
    });
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot run git: {error}"))?;
    if let (Some(text), Some(mut stdin)) = (input, child.stdin.take()) {
        stdin.write_all(text.as_bytes())?;
    }
    let done = child.wait_with_output()?;
    if !done.status.success() {
        let error = String::from_utf8_lossy(&done.stderr);
        return Err(format!("git: {}", error.trim()).into());
    }
    String::from_utf8(done.stdout).map_err(|_| "git: a file has a name that is not UTF-8".into())
}
