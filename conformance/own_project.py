"""Runs the README's section "In your own project", and the guide's application, in a temporary folder, as a new user would.

Then, in the same project, what a user finds out later: that a build with nothing changed runs no build script, that
editing the catalog or a template brings all outputs up to date, and what a mistake in the catalog looks like.
"""

import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import textwrap
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")


def blocks(page, title):
    """The code blocks of a section of a page, in their order: (language, text)."""
    text = (ROOT / page).read_text()
    section = re.split(rf"^#+ {title}\n", text, flags=re.M)[1].split("\n## ")[0]
    found = re.findall(r"^ *```(\w+)\n(.*?)^ *```$", section, re.S | re.M)
    return [(language, textwrap.dedent(block)) for language, block in found]


def yaml_entries(hooks):
    """The commands of pre-commit's hooks."""
    return re.findall(r"^  entry: (.*)$", hooks, re.M)


class Project:
    def __init__(self, folder):
        self.folder = folder
        tools = BUILD / "own-project"
        self.env = os.environ | {
            "ERRCAT": str(ROOT),
            "CARGO_TARGET_DIR": str(BUILD),
            # Nobody measures the command that is installed.
            "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0",
            "CARGO_INSTALL_ROOT": str(tools),
            "PATH": f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }

    def sh(self, command, check=True):
        done = subprocess.run(
            ["bash", "-euc", command], cwd=self.folder, env=self.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if check and done.returncode != 0:
            raise SystemExit(f"failed: {command}\n{done.stdout}")
        return done

    def write(self, path, text):
        (self.folder / path).write_text(text)


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server does not listen")


def ask(project, command):
    """The README's request to the README's server."""
    server = subprocess.Popen(["cargo", "run", "--quiet"], cwd=project.folder, env=project.env)
    try:
        wait_for(3000)
        return project.sh(command.replace("curl ", "curl --silent ")).stdout
    finally:
        server.terminate()
        server.wait()
        subprocess.run(["pkill", "-f", f"{BUILD}/debug/demo"], check=False)


# What the guide's test is written in.
TESTS = """
#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::ErrorCode;

    fn find_user(id: &str) -> Result<(), ApiError> {
        Err(ApiError::user_not_found(id).with_param("id").with_source("no such line"))
    }

    #[test]
    fn errors_are_compared() {
        COMPARED
    }
}
"""


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "demo"
        project = Project(folder)
        subprocess.run(["cargo", "new", "--quiet", "--vcs", "none", str(folder)], check=True, env=project.env)

        steps = blocks("README.md", "In your own project")
        languages = [language for language, _ in steps]
        assert languages == ["sh", "sh", "rust", "rust", "sh", "json", "sh"], languages
        (_, add), (_, install), (_, build_rs), (_, main_rs), (_, curl), (_, expected), (_, publish) = steps
        project.sh(add)
        project.sh(install)
        project.write("build.rs", build_rs)
        project.write("src/main.rs", main_rs)
        output = project.sh("cargo build").stdout
        assert "warning" not in output, output
        answer = ask(project, curl)
        assert json.loads(answer) == json.loads(expected) and answer.strip() == expected.strip(), answer
        project.sh(publish)
        assert (folder / "docs/errors.md").exists() and (folder / "docs/openapi-errors.yaml").exists()
        project.sh("errcat generate --check")
        print("the README's steps work as they are written")

        (application,) = [text for language, text in blocks("docs/guide/src/application.md", "In an application") if language == "rust"]
        project.write("src/main.rs", application)
        assert "warning" not in project.sh("cargo build").stdout
        asked = [
            ("users/ada", "user_not_found"),
            ("users/1", "internal_error"),
            ("nowhere", "unknown_route"),
            ("users/1 --request DELETE", "invalid_request"),
            ("users/1 --request PUT --json 7", "invalid_request"),
            ("users/1 --request PUT --data x", "invalid_request"),
        ]
        for path, code in asked:
            answer = json.loads(ask(project, f"curl http://127.0.0.1:3000/{path}"))
            assert answer["error"]["code"] == code, answer
            assert "os error" not in json.dumps(answer), "the source is for logs"
        (compared,) = [text for language, text in blocks("docs/guide/src/rust.md", "The Rust module") if language == "rust"]
        project.write("src/main.rs", application + TESTS.replace("COMPARED", compared))
        assert "1 passed" in project.sh("cargo test").stdout
        project.write("src/main.rs", main_rs)
        project.sh("cargo build")
        print("the guide's application works as it is written, and so does its test")

        # The build script runs when it must, and only then.
        assert "Fresh demo" in project.sh("cargo build -v").stdout, "a second build is fresh"
        catalog = folder / "catalog/errors.yaml"
        catalog.write_text(catalog.read_text().replace("No user has the ID {id}", "There is no user {id}"))
        assert "Fresh demo" not in project.sh("cargo build -v").stdout, "an edited catalog is built again"
        assert "There is no user usr_7" in ask(project, curl)
        assert "Fresh demo" in project.sh("cargo build -v").stdout
        print("a build with nothing changed runs no build script; an edited catalog is built again")

        # With outputs, the whole loop is: edit, build.
        project.sh('cargo add --quiet --build errcat --path "$ERRCAT" --no-default-features --features outputs')
        project.write("build.rs", build_rs.replace(".axum(true)", ".axum(true).outputs(true)"))
        (folder / "templates").mkdir()
        template = folder / "templates/page.md.j2"
        template.write_text('{% extends "errcat/page.md.j2" %}{% block intro %}First words.{% endblock %}')
        catalog.write_text(catalog.read_text().replace("errors.md}]", "errors.md, template: ../templates/page.md.j2}]"))
        project.sh("cargo build")
        page = folder / "docs/errors.md"
        assert "First words." in page.read_text() and "There is no user" in page.read_text()
        assert "Fresh demo" in project.sh("cargo build -v").stdout, "outputs do not make cargo build again"
        template.write_text(template.read_text().replace("First", "Second"))
        catalog.write_text(catalog.read_text().replace("There is no user {id}", "Nobody is {id}"))
        project.sh("cargo build")
        assert "Second words." in page.read_text() and "Nobody is usr_123" in page.read_text()
        assert "Nobody is usr_123" in (folder / "docs/openapi-errors.yaml").read_text()
        assert "Nobody is usr_7" in ask(project, curl)
        template.write_text(template.read_text().replace("Second", "Third"))
        project.sh("cargo build")
        assert "Third words." in page.read_text(), "an edited template alone is enough"
        assert "Fresh demo" in project.sh("cargo build -v").stdout
        print("with outputs, one build brings the module, the OpenAPI document and the page up to date")

        # The hook and the action run what they say, and see what it prints.
        hooks = yaml_entries((ROOT / ".pre-commit-hooks.yaml").read_text())
        assert set(hooks) == {"errcat check", "errcat generate --check"}, hooks
        for entry in hooks:
            assert project.sh(f"{entry} catalog/errors.yaml").returncode == 0, entry
        (matcher,) = json.loads((ROOT / ".github/actions/check/matcher.json").read_text())["problemMatcher"]
        (pattern,) = matcher["pattern"]
        action = (ROOT / ".github/actions/check/action.yml").read_text()
        commands = re.findall(r"errcat (?:check|generate) [^\n]*(?=\$CATALOGS)", action)
        assert len(commands) == 2, commands
        good = catalog.read_text()
        catalog.write_text(good.replace("type: conflict_error", "type: conflict_eror"))
        said = project.sh(f"{commands[0]} .", check=False)
        found = [match for match in (re.match(pattern["regexp"], line) for line in said.stdout.splitlines()) if match]
        assert said.returncode == 1 and found, said.stdout
        assert found[0].group(pattern["file"]).endswith("catalog/errors.yaml") and found[0].group(pattern["code"]) == "unknown-type"
        catalog.write_text(good)
        assert project.sh(f"{commands[1]} .").returncode == 0
        print("the pre-commit hooks and the action check the catalog")

        # A part is built again, and so is one that is added.
        good = catalog.read_text()
        (project.folder / "catalog/codes").mkdir()
        part = "codes:\n  {0}: {{type: conflict_error, description: It is {0}.}}\n".format
        project.write("catalog/codes/first.yaml", part("first_code"))
        catalog.write_text(good.replace("\ncodes:\n", "\ninclude: [codes/*.yaml]\n\ncodes:\n"))
        project.sh("cargo build")
        assert "Fresh demo" in project.sh("cargo build -v").stdout, "nothing changed"
        project.write("catalog/codes/second.yaml", part("second_code"))
        assert "Fresh demo" not in project.sh("cargo build -v").stdout, "a part was added"
        assert "first_code" in page.read_text() and "second_code" in page.read_text()
        assert "Fresh demo" in project.sh("cargo build -v").stdout, "nothing changed"
        project.write("catalog/codes/first.yaml", part("other_code"))
        assert "Fresh demo" not in project.sh("cargo build -v").stdout, "a part was edited"
        assert "first_code" not in page.read_text() and "other_code" in page.read_text()
        catalog.write_text(good)
        project.sh("cargo build")
        print("a part that is edited or added is built again")

        # A mistake stops the build, at its place, and nothing is written.
        before = page.read_text()
        catalog.write_text(catalog.read_text().replace("type: conflict_error", "type: conflict_eror"))
        failed = project.sh("cargo build", check=False)
        assert failed.returncode != 0
        line = next(at for at, text in enumerate(catalog.read_text().splitlines(), 1) if "conflict_eror" in text)
        assert failed.stdout.count("no type is called `conflict_eror`") == 1, failed.stdout
        assert f"--> catalog/errors.yaml:{line}:11" in failed.stdout, failed.stdout
        assert "did you mean `conflict_error`?" in failed.stdout, failed.stdout
        assert page.read_text() == before
        print("a mistake stops the build at its line, once, and nothing is written")

        # rust-analyzer's run of the build script ends well: the last good module is there, and tells the mistake.
        analyzed = project.sh("RA_RUSTC_WRAPPER=1 cargo check --message-format short", check=False).stdout
        assert analyzed.count("no type is called `conflict_eror`") == 1, analyzed
        assert "errors.rs" in analyzed and "cannot find" not in analyzed, analyzed
        catalog.write_text(catalog.read_text().replace("type: conflict_eror", "type: conflict_error"))
        print("with a mistake, rust-analyzer keeps the last good module")

        # What is missing is said once, with the commands that add it.
        project.write("build.rs", build_rs.replace(".axum(true)", ".axum(true).tracing(true).client(true)"))
        project.sh("cargo remove --quiet serde_json || true")
        missing = project.sh("cargo build", check=False)
        assert missing.returncode != 0 and "error[E" not in missing.stdout, missing.stdout
        assert missing.stdout.count("`cargo add tracing`") == 1, missing.stdout
        project.sh("cargo add --quiet tracing serde_json")
        project.sh("cargo build")
        project.write("build.rs", build_rs.replace(".axum(true)", ".axum(true).utoipa(true)"))
        project.sh('cargo add --quiet --build errcat --path "$ERRCAT" --no-default-features')
        project.sh("sed -i 's/, features = \\[\"outputs\"\\]//' Cargo.toml")
        unknown = project.sh("cargo build", check=False)
        assert "this needs errcat's feature `outputs`" in unknown.stdout, unknown.stdout
        print("a missing crate and a missing feature are told by their names")


def wired():
    """A package that `errcat init --wire` changed builds, with a catalog that is made of a page."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(pathlib.Path(folder))
        project.sh("cargo init --quiet --bin --name wired --vcs none && cargo add --quiet axum")
        project.sh("mkdir docs && cp \"$ERRCAT/generated/reseller/errors.md\" docs/errors.md")
        shown = project.sh("errcat init --from docs/errors.md --wire").stdout
        assert "+mod errors {" in shown and "wrote catalog/errors.yaml with 11 codes" in shown, shown
        # It is not published yet.
        project.write("Cargo.toml", (project.folder / "Cargo.toml").read_text() + f'\n[patch.crates-io]\nerrcat = {{ path = "{ROOT}" }}\n')
        project.write("src/main.rs", (project.folder / "src/main.rs").read_text() + "\npub fn first() -> errors::ApiError { errors::ApiError::email_taken() }\n")
        project.sh("cargo build")
        print("a package that `init --wire` changed builds, with a catalog of a page")


# What the guide's chapter promises of its code.
MOVED = """
mod errors { include!(concat!(env!("OUT_DIR"), "/errors.rs")); }
mod anyhow_errors;
mod garde_errors;
mod sqlx_errors;
mod validation;

use errors::{ApiError, ErrorCode, NameError, OrError};

fn main() {}

fn sent(error: ApiError) -> serde_json::Value {
    serde_json::to_value(error).unwrap()
}

#[test]
fn causes_become_codes() {
    let of = |cause: sqlx::Error| ApiError::from(cause).code();
    assert_eq!(of(sqlx::Error::RowNotFound), ErrorCode::NotFound);
    assert_eq!(of(sqlx::Error::PoolTimedOut), ErrorCode::Busy);
    assert_eq!(of(sqlx::Error::PoolClosed), ErrorCode::InternalError);
    let inside = anyhow::Error::new(ApiError::name_taken()).context("while it was renamed");
    assert_eq!(ApiError::from(inside).code(), ErrorCode::NameTaken);
    let other = ApiError::from(anyhow::anyhow!("secret"));
    assert_eq!(other.code(), ErrorCode::InternalError);
    assert!(!sent(other).to_string().contains("secret"));
    let failed: Result<(), _> = Err(anyhow::anyhow!("secret")).or_error(ApiError::busy());
    assert_eq!(failed.unwrap_err().code(), ErrorCode::Busy);
}

#[test]
fn mistakes_are_listed_without_what_was_sent() {
    use validator::Validate as _;
    let pets = vec![validation::Pet { name: "Rex".to_owned() }, validation::Pet { name: "marker".repeat(9) }];
    let account = validation::Account { name: "marker".repeat(11), email: "ada@example.com".to_owned(), pets };
    assert_eq!(sent(account.validate().unwrap_err().into()), serde_json::json!({
        "code": "invalid_request",
        "message": "Some members of the request are not valid.",
        "errors": [
            {"at": "/name", "code": "too_long", "message": "At most 64 characters are allowed", "args": {"max": 64}},
            {"at": "/pets/1/name", "code": "too_long", "message": "At most 16 characters are allowed", "args": {"max": 16}},
        ],
    }));
    use garde::Validate as _;
    let rename = garde_errors::Rename { name: "marker".repeat(11) };
    assert_eq!(sent(rename.validate().unwrap_err().into())["errors"][0], serde_json::json!(
        {"at": "name", "code": "too_long", "message": "At most 64 characters are allowed", "args": {"max": 64}}
    ));
}

#[test]
fn names_and_arguments_are_checked() {
    let none: [(&str, i64); 0] = [];
    let of = |name: &str, max: &str| errors::ListedError::by_name(name, [("max", max)]).map(|error| error.code());
    assert_eq!(ApiError::by_name("name_taken", none), Ok(ApiError::name_taken()));
    assert_eq!(ApiError::by_name("name_taker", none), Err(NameError::UnknownCode("name_taker".to_owned())));
    assert_eq!(ApiError::by_name("too_long", [("max", 1)]), Err(NameError::OnlyListed(ErrorCode::TooLong)));
    assert_eq!(of("too_long", "marker"), Err(NameError::WrongType { code: ErrorCode::TooLong, arg: "max" }));
    let missing = NameError::Missing { code: ErrorCode::TooLong, arg: "max" };
    assert_eq!(missing.to_string(), "`too_long` needs the argument `max`");
    assert_eq!(errors::ListedError::by_name("too_long", none), Err(missing));
    for whole in [serde_json::json!(64), serde_json::json!(64.0)] {
        assert_eq!(errors::ListedError::by_name("too_long", [("max", whole)]).unwrap().message(), "At most 64 characters are allowed");
    }
}
"""


def moving():
    """The guide's chapter on moving a service, as it is written, with the real crates."""
    page = "docs/guide/src/moving.md"
    (_, catalog), (_, add), (_, build_rs) = blocks(page, "Crates that errors come from")
    ((_, sqlx),) = blocks(page, "From sqlx")
    ((_, anyhow),) = blocks(page, "From anyhow")
    (_, validation), (_, test) = blocks(page, "From validator")
    ((_, garde),) = blocks(page, "From garde")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "moved"
        project = Project(folder)
        subprocess.run(["cargo", "new", "--quiet", "--vcs", "none", str(folder)], check=True, env=project.env)
        (folder / "catalog").mkdir()
        project.sh(add.replace("cargo add --build errcat", f'cargo add --build errcat --path "{ROOT}"'))
        project.write("catalog/errors.yaml", catalog)
        project.write("build.rs", build_rs)
        project.write("src/sqlx_errors.rs", sqlx)
        project.write("src/anyhow_errors.rs", anyhow)
        project.write("src/garde_errors.rs", garde)
        project.write("src/validation.rs", validation + test)
        project.write("src/main.rs", textwrap.dedent(MOVED))
        tested = project.sh("cargo test").stdout
        assert "4 passed" in tested and "warning: unused" not in tested, tested
    print("errors of sqlx, anyhow, validator and garde become the catalog's, as the guide says")


if __name__ == "__main__":
    main()
    moving()
    wired()
