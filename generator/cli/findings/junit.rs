//! The XML of `JUnit`, which servers of continuous integration show as tests. The elements are those of Jenkins's schema.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::diagnostic::{Diagnostics, Level, Placed};

/// A suite for each text, with a test for each finding. A warning is a test that passed, unless it is denied. A text without
/// findings has one test, which passed.
pub(super) fn report(
    all: &[(String, Option<Diagnostics>)],
    deny_warnings: bool,
) -> Result<String, String> {
    let text = write(all, deny_warnings);
    let text = text.map_err(|error| format!("cannot write the findings as XML: {error}"))?;
    Ok(text + "\n")
}

fn write(all: &[(String, Option<Diagnostics>)], deny_warnings: bool) -> io::Result<String> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = writer.create_element("testsuites");
    let suites = suites.with_attribute(("name", "errcat"));
    suites.write_inner_content(|writer| {
        all.iter()
            .try_for_each(|(name, found)| suite(writer, name, found.as_ref(), deny_warnings))
    })?;
    Ok(String::from_utf8_lossy(&writer.into_inner()).into_owned())
}

fn suite(
    writer: &mut Writer<Vec<u8>>,
    name: &str,
    found: Option<&Diagnostics>,
    deny_warnings: bool,
) -> io::Result<()> {
    let found: Vec<Placed> = found.into_iter().flat_map(Diagnostics::placed).collect();
    let is_failure = |found: &&Placed| found.level == Level::Error || deny_warnings;
    let failures = found.iter().filter(is_failure).count();
    let name = allowed(name);
    let tests = found.len().max(1).to_string();
    let suite = writer.create_element("testsuite").with_attributes([
        ("name", &*name),
        ("tests", &*tests),
        ("failures", &*failures.to_string()),
        ("errors", "0"),
    ]);
    suite.write_inner_content(|writer| {
        if found.is_empty() {
            let case = writer.create_element("testcase");
            case.with_attributes([("name", "no findings"), ("classname", &*name)])
                .write_empty()?;
        }
        found
            .iter()
            .try_for_each(|found| case(writer, found, is_failure(&found)))
    })?;
    Ok(())
}

fn case(writer: &mut Writer<Vec<u8>>, found: &Placed, is_failure: bool) -> io::Result<()> {
    let Placed {
        rule,
        level,
        message,
        spot,
        ..
    } = found;
    let mut text = format!(
        "{}:{}: {level}[{}]: {message}",
        spot.file, spot.start, rule.name
    );
    if let Some((spot, label)) = &found.related {
        let _ = write!(text, "\n{}:{}: {label}", spot.file, spot.start);
    }
    if let Some(help) = found.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let text = allowed(&text);
    let case = writer.create_element("testcase").with_attributes([
        ("name", &*format!("{} at {}", rule.name, spot.start)),
        ("classname", &*allowed(spot.file)),
    ]);
    case.write_inner_content(|writer| {
        let element = if is_failure {
            let attributes = [("message", &*allowed(message)), ("type", rule.name)];
            writer.create_element("failure").with_attributes(attributes)
        } else {
            writer.create_element("system-out")
        };
        element.write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

/// A text with U+FFFD in place of what XML cannot have (XML 1.0, section 2.2).
fn allowed(text: &str) -> Cow<'_, str> {
    let is_foreign =
        |c: char| (c.is_ascii_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(is_foreign) {
        Cow::Owned(text.replace(is_foreign, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
