//! `errcat generate --watch`: what wakes it, and what does not.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::spawn;
use std::time::Duration;

use crate::support::{GOOD, Project};

/// How long to wait for a run. A busy machine may be slow.
const LONG: Duration = Duration::from_secs(20);
/// How long nothing happens where nothing should.
const QUIET: Duration = Duration::from_millis(700);

/// A command that watches, and the lines that it prints: its findings, and what it tells of its runs.
struct Watching {
    process: Child,
    findings: Receiver<String>,
    lines: Receiver<String>,
}

impl Watching {
    fn start(project: &Project, args: &[&str]) -> Self {
        let mut command = project.command(&["generate", "--watch"]);
        let mut process = command
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let findings = lines_of(process.stdout.take().unwrap());
        let lines = lines_of(process.stderr.take().unwrap());
        Self {
            process,
            findings,
            lines,
        }
    }

    /// Waits for a line about a run that contains this text.
    #[track_caller]
    fn until(&self, text: &str) {
        Self::wait(&self.lines, text);
    }

    /// Waits for a finding that contains this text.
    #[track_caller]
    fn until_found(&self, text: &str) {
        Self::wait(&self.findings, text);
    }

    #[track_caller]
    fn wait(lines: &Receiver<String>, text: &str) {
        let mut seen = Vec::new();
        loop {
            let line = lines.recv_timeout(LONG);
            let Ok(line) = line else {
                panic!("no `{text}` among {seen:#?}");
            };
            seen.push(line);
            if seen.iter().any(|line| line.contains(text)) {
                return;
            }
        }
    }

    #[track_caller]
    fn is_quiet(&self) {
        assert_eq!(
            self.lines.recv_timeout(QUIET),
            Err(RecvTimeoutError::Timeout)
        );
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    spawn(move || {
        for line in BufReader::new(stream).lines() {
            let _ = sender.send(line.unwrap());
        }
    });
    lines
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_change_of_any_input_generates_again() {
    const MARKS: &str = "<!-- errcat: codes -->\n<!-- errcat: end -->\n";
    let outputs = "outputs: {docs: [{path: errors.md, template: page.j2}, {splice: guide.md}]}\n";
    let good = format!("{GOOD}{outputs}");
    let project = Project::new(&good);
    // As most editors do: what is saved is never half there.
    let write = |file: &str, text: &str| {
        fs::write(project.path("saved"), text).unwrap();
        fs::rename(project.path("saved"), project.path("catalog").join(file)).unwrap();
    };
    let save = |catalog: &str| write("errors.yaml", catalog);
    let read = |file: &str| fs::read_to_string(project.path("catalog").join(file)).unwrap();
    write("page.j2", "{% include 'part.j2' %}\n");
    write("part.j2", "First words.\n");
    write("guide.md", MARKS);
    let watching = Watching::start(&project, &[]);
    watching.until("2 written, 0 unchanged");
    watching.until("watching for changes");
    watching.is_quiet();

    save(&good.replace("It is gone", "It went away"));
    watching.until("1 written, 1 unchanged");
    assert!(read("guide.md").contains("It went away"));
    // Its own writes do not wake it.
    watching.is_quiet();

    write("part.j2", "Second words.\n");
    watching.until("1 written, 1 unchanged");
    assert!(read("errors.md").contains("Second words."));

    write("guide.md", &format!("More by hand.\n\n{MARKS}"));
    watching.until("1 written, 1 unchanged");
    assert!(
        read("guide.md").contains("More by hand.") && read("guide.md").contains("It went away")
    );
    watching.is_quiet();

    // Mistakes are shown, and the next save is waited for.
    save(&good.replace("status", "statis"));
    watching.until_found("error[unknown-member]: unknown member `statis`");
    watching.until("nothing was written");
    write("part.j2", "{{ nothing.at.all }}\n");
    save(&good);
    watching.until_found("error[template]");
    write("part.j2", "Third words.\n");
    watching.until("2 written, 0 unchanged");
    watching.is_quiet();

    // Other editors write into the file.
    project.write(&good.replace("It is gone", "It was edited"));
    watching.until("1 written, 1 unchanged");
    assert!(read("guide.md").contains("It was edited"));

    // What is removed comes back, and so does what it was generated for.
    fs::remove_file(project.path("catalog/errors.yaml")).unwrap();
    watching.until("error");
    save(&good);
    watching.until("1 written, 1 unchanged");

    // A file that is nobody's input.
    write("notes.txt", "Nothing.");
    watching.is_quiet();
}

#[test]
fn a_part_that_is_edited_or_added_is_seen() {
    let included = format!("{GOOD}include: [codes/*.yaml]\noutputs: {{docs: [{{path: a.md}}]}}\n");
    let project = Project::new(&included);
    fs::create_dir(project.path("catalog/codes")).unwrap();
    let part = |name: &str, code: &str| {
        let text = format!("codes:\n  {code}: {{status: 410, description: It is {code}.}}\n");
        fs::write(project.path("catalog/codes").join(name), text).unwrap();
    };
    // The first one is added while the catalog waits for it.
    let watching = Watching::start(&project, &[]);
    watching.until("watching for changes");
    part("one.yaml", "first");
    watching.until("1 written, 0 unchanged");
    part("one.yaml", "other");
    watching.until("1 written, 0 unchanged");
    part("two.yaml", "second");
    watching.until("1 written, 0 unchanged");
    part("two.yaml", "other");
    watching.until_found("duplicate key `other`");
    let page = fs::read_to_string(project.path("catalog/a.md")).unwrap();
    assert!(
        page.contains("`other`") && page.contains("`second`"),
        "{page}"
    );
}

/// An imported catalog is an input, also where it is not there yet.
#[test]
fn an_imported_catalog_that_is_edited_is_seen() {
    let importing = format!(
        "{GOOD}import: {{common: {{path: ../common/errors.yaml}}}}\nsets: {{usual: [common::failed]}}\noperations:\n  GET /: [usual]\noutputs: {{docs: [{{path: a.md}}]}}\n"
    );
    let project = Project::new(&importing);
    let common = |text: &str| fs::write(project.path("common/errors.yaml"), text).unwrap();
    fs::create_dir(project.path("common")).unwrap();
    let watching = Watching::start(&project, &["catalog"]);
    watching.until("watching for changes");
    watching.until_found("there is no catalog at `../common/errors.yaml`");
    common("version: 1\ncodes:\n  failed: {status: 500, description: It failed.}\n");
    watching.until("1 written, 0 unchanged");
    common("version: 1\ncodes:\n  failed: {status: 500, description: It failed again.}\n");
    watching.until("1 written, 0 unchanged");
    let page = fs::read_to_string(project.path("catalog/a.md")).unwrap();
    assert!(page.contains("It failed again."), "{page}");
}

#[test]
fn a_new_catalog_in_the_folder_is_found() {
    let project = Project::new(&format!("{GOOD}outputs: {{docs: [{{path: a.md}}]}}\n"));
    let watching = Watching::start(&project, &["--quiet", "catalog"]);
    watching.until("watching for changes");
    fs::create_dir(project.path("catalog/more")).unwrap();
    let more = format!("{GOOD}outputs: {{docs: [{{path: b.md}}]}}\n");
    fs::write(project.path("more.yaml"), more).unwrap();
    fs::rename(
        project.path("more.yaml"),
        project.path("catalog/more/errors.yaml"),
    )
    .unwrap();
    fs::write(project.path("catalog/notes.txt"), "Wakes it.").unwrap();
    let page = project.path("catalog/more/b.md");
    let is_there = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        page.exists()
    });
    assert!(is_there);
}

#[test]
fn without_an_input_it_ends() {
    let project = Project::new(GOOD);
    for args in [&["nowhere.yaml"][..], &["-"], &["--check"]] {
        let mut command = project.command(&["generate", "--watch"]);
        let output = command.args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
}
