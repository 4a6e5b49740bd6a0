//! Catalogs of a fixed structure, with arbitrary texts in every place that holds one.

use std::fmt::Write as _;

use arbitrary::Arbitrary;

/// What is chosen of a catalog besides its texts.
#[derive(Arbitrary, Clone, Debug)]
pub struct ArbitraryCatalog {
    envelope: Envelope,
    codes: Vec<ArbitraryCode>,
    texts: Vec<String>,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Envelope {
    Stripe,
    Problem,
    Flat,
    Own,
}

#[derive(Arbitrary, Clone, Debug)]
struct ArbitraryCode {
    status: u8,
    has_argument: bool,
    has_example: bool,
    is_deprecated: bool,
    is_retryable: bool,
}

/// Which texts a catalog has.
#[derive(Clone, Copy)]
pub enum Texts {
    /// Those that were chosen.
    Arbitrary,
    /// Words that mean nothing anywhere.
    Harmless,
}

impl ArbitraryCatalog {
    /// The most codes that are looked at.
    const MOST: usize = 6;

    /// The titles of the codes.
    pub fn titles(&self) -> Vec<String> {
        let count = Self::MOST.min(self.codes.len() + 1);
        (0..count).map(|at| self.text(at * 8)).collect()
    }

    /// The catalog as YAML.
    pub fn yaml(&self, texts: Texts) -> String {
        let quoted = |at: usize| match texts {
            Texts::Arbitrary => quoted(&self.text(at)),
            Texts::Harmless => quoted("Some words"),
        };
        // Braces in a message are placeholders.
        let message = |at: usize| match texts {
            Texts::Arbitrary => self::quoted(&self.text(at).replace('{', "{{").replace('}', "}}")),
            Texts::Harmless => self::quoted("Some words"),
        };
        let mut yaml = "version: 1\n".to_owned();
        let envelope = match self.envelope {
            Envelope::Stripe => "stripe".to_owned(),
            Envelope::Problem => "problem".to_owned(),
            Envelope::Flat => "flat".to_owned(),
            Envelope::Own => format!(
                "{{body: {{error: {{code: {{is: code}}, text: {{is: message, description: {}}}, fix: {{is: resolution}}, args: {{is: args, optional: true}}}}}}}}",
                quoted(2)
            ),
        };
        let _ = writeln!(yaml, "envelope: {envelope}");
        let _ = writeln!(
            yaml,
            "api: {{name: {}, description: {}}}",
            quoted(3),
            quoted(4)
        );
        let _ = writeln!(
            yaml,
            "types:\n  some_error: {{status: 404, title: {}, description: {}, handling: {}}}",
            quoted(5),
            quoted(6),
            quoted(7)
        );
        yaml += "codes:\n";
        let first = ArbitraryCode {
            status: 0,
            has_argument: true,
            has_example: true,
            is_deprecated: true,
            is_retryable: true,
        };
        let codes = std::iter::once(&first).chain(&self.codes);
        for (at, code) in codes.take(Self::MOST).enumerate() {
            let text = |place: usize| quoted(at * 8 + place);
            let _ = writeln!(yaml, "  code_{at}:");
            let _ = writeln!(yaml, "    type: some_error");
            let _ = writeln!(yaml, "    status: {}", 400 + u16::from(code.status % 29));
            let _ = writeln!(yaml, "    title: {}", text(0));
            let _ = writeln!(yaml, "    description: {}", text(1));
            let _ = writeln!(yaml, "    resolution: {}", text(2));
            let _ = writeln!(yaml, "    internal: {}", text(3));
            let _ = writeln!(yaml, "    handling: {}", text(4));
            let _ = writeln!(yaml, "    since: {}", text(5));
            let _ = writeln!(yaml, "    message: {}", message(at * 8 + 6));
            if code.is_retryable {
                let _ = writeln!(yaml, "    retry_after: 5");
            }
            if code.is_deprecated {
                let _ = writeln!(
                    yaml,
                    "    deprecated: {{since: {}, note: {}}}",
                    text(5),
                    text(7)
                );
            }
            if code.has_argument {
                let _ = writeln!(
                    yaml,
                    "    args: {{value: {{description: {}, example: {}}}}}",
                    text(2),
                    text(3)
                );
            }
            if code.has_example {
                let _ = writeln!(
                    yaml,
                    "    examples: [{{title: {}, description: {}}}]",
                    text(4),
                    text(1)
                );
            }
        }
        yaml + "outputs:\n  rust: [{path: errors.rs, with: [serde]}]\n  openapi: [{path: openapi.json}, {path: old.json, version: \"3.0\"}]\n  docs:\n    - {path: gfm.md}\n    - {path: mkdocs.md, dialect: mkdocs}\n    - {path: site.mdx, dialect: docusaurus}\n  files: [{path: titles.md, template: titles.j2, mark: false}]\n"
    }

    /// The text for a place. A catalog refuses a text without words.
    fn text(&self, at: usize) -> String {
        let text = match self.texts.len() {
            0 => "",
            count => &self.texts[at % count],
        };
        if text.trim().is_empty() {
            "x".to_owned()
        } else {
            text.to_owned()
        }
    }
}

/// A text in double quotes, as YAML has it.
fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' => quoted.push(c),
            c => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
        }
    }
    quoted + "\""
}
