//! The dialects of Markdown: what each has of its own, as data. `blocks.rs` and `text.rs` write by it.

use super::blocks::{slug, slug_of_words};
use crate::catalog::Dialect;

/// How a dialect writes what others write otherwise.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a dialect")]
pub(in crate::targets::docs) struct Style {
    pub(in crate::targets::docs) title: Title,
    /// Whether the front matter has a description: one that is not on the page, where the text of the page says the same.
    pub(in crate::targets::docs) description: bool,
    pub(in crate::targets::docs) heading_id: HeadingId,
    pub(in crate::targets::docs) admonition: Admonition,
    pub(in crate::targets::docs) page_link: PageLink,
    /// Whether a link to an empty element leads somewhere, for a site that looks at its links.
    pub(in crate::targets::docs) links_to_elements: bool,
    /// The words for a note, a tip, a warning and a danger.
    pub(in crate::targets::docs) kinds: [&'static str; 4],
    pub(in crate::targets::docs) tabs: Tabs,
    /// Whether a code fence can have a title. Where it cannot, a line before it says it.
    pub(in crate::targets::docs) fence_title: bool,
    /// How the fence of Rust that is part of something else is marked.
    pub(in crate::targets::docs) rust: &'static str,
    /// What is before and after a comment.
    pub(in crate::targets::docs) comment: [&'static str; 2],
    /// Whether `{{#include …}}` reads files, even in code.
    pub(in crate::targets::docs) includes: bool,
    pub(in crate::targets::docs) text: Text,
}

/// Where the title of a page stands.
#[derive(PartialEq, Eq)]
pub(in crate::targets::docs) enum Title {
    /// In its first heading: there is no front matter.
    Heading,
    /// In the front matter and in its first heading.
    Both,
    /// In the front matter, of which the site makes the heading.
    FrontMatter,
}

/// How a heading is given an id.
pub(in crate::targets::docs) enum HeadingId {
    /// `{#id}` behind it, between these.
    Attribute([&'static str; 2]),
    /// The same with any id, where the heading has no such id by itself as GitHub makes them.
    AttributeIfOther([&'static str; 2]),
    /// An empty element before it, where the heading has no such id by itself as this makes them.
    AnchorIfOther(fn(&str) -> String),
    /// An empty element before it.
    Anchor,
}

/// How a page links to another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::targets::docs) enum PageLink {
    /// By its file.
    File,
    /// By the folder that the site serves it as.
    Folder,
    /// By its file without its ending.
    Bare,
}

/// The syntax of an admonition.
pub(in crate::targets::docs) enum Admonition {
    /// A block quote.
    Quote,
    /// `> [!NOTE]`.
    Alert,
    /// `!!! note`, and the rest indented.
    Indented,
    /// `:::note`.
    Directive,
    /// `<Note>`.
    Component,
}

/// How contents stand behind one another, one of them shown.
pub(in crate::targets::docs) enum Tabs {
    /// `<details>`, the first of them open: where there are no tabs.
    Details,
    /// `=== "Title"`, and the content indented.
    Indented,
    /// `<Tabs>` and an element for each.
    Elements {
        /// The attribute by which the tabs of a page are turned together.
        group: Option<&'static str>,
        /// The name of an element, and the attribute that has its title.
        item: &'static str,
        title: &'static str,
        /// Whether an element has a `value` too.
        value: bool,
        /// What an MDX page has to say before it can have them.
        imports: &'static [&'static str],
    },
}

/// How text is kept from being read as markup that GitHub does not have.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a dialect")]
pub(in crate::targets::docs) struct Text {
    /// What is markup here and nothing on GitHub, and how it is written so that it is nothing here.
    pub(in crate::targets::docs) literal: &'static [(&'static str, &'static str)],
    /// The same for what is markup only at the start of a line.
    pub(in crate::targets::docs) at_start: &'static [(&'static str, &'static str)],
    /// The punctuation that a backslash escapes; other punctuation is written as a character reference.
    pub(in crate::targets::docs) escapes: &'static str,
    /// Whether `#text` is a heading, and not only `# text`.
    pub(in crate::targets::docs) tight_headings: bool,
    /// Whether `:name[text]` is markup.
    pub(in crate::targets::docs) directives: bool,
    /// Whether `:smile:` is a picture.
    pub(in crate::targets::docs) shortcodes: bool,
    pub(in crate::targets::docs) line_break: &'static str,
    /// How a line ends that is a line for readers, too. Not with spaces: those at the end of a line are taken away.
    pub(in crate::targets::docs) hard_break: &'static str,
    /// Whether lines that are indented are code.
    pub(in crate::targets::docs) indented_code: bool,
    /// Whether what is in an item of a list has to be four columns in.
    pub(in crate::targets::docs) wide_lists: bool,
    /// Whether `<https://…>` is a link.
    pub(in crate::targets::docs) autolinks: bool,
    /// Whether a bar ends a table's cell even inside a code span.
    pub(in crate::targets::docs) bar_ends_code: bool,
}

const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

const GFM: Style = Style {
    title: Title::Heading,
    description: true,
    heading_id: HeadingId::AnchorIfOther(slug),
    admonition: Admonition::Alert,
    page_link: PageLink::File,
    links_to_elements: true,
    kinds: ["NOTE", "TIP", "WARNING", "CAUTION"],
    tabs: Tabs::Details,
    fence_title: false,
    rust: "rust",
    comment: ["<!-- ", " -->"],
    includes: false,
    text: Text {
        literal: &[],
        at_start: &[],
        escapes: PUNCTUATION,
        tight_headings: false,
        directives: false,
        shortcodes: false,
        line_break: "<br>",
        hard_break: "\\\n",
        indented_code: true,
        wide_lists: false,
        autolinks: true,
        bar_ends_code: true,
    },
};

const MDBOOK: Style = Style {
    heading_id: HeadingId::Attribute([" {#", "}"]),
    // No button that runs it, and no test of it.
    rust: "rust,ignore",
    includes: true,
    text: Text {
        // HTML is shown as text. Typographic dashes: `--force` and `-->` are no prose. `{{#include …}}` reads files, and
        // `{…}` at the end of a heading gives it an id.
        literal: &[("<", "&lt;"), ("--", "\\-\\-"), ("{", "&#123;")],
        // Definition lists.
        at_start: &[(": ", "\\: ")],
        ..GFM.text
    },
    ..GFM
};

const MKDOCS: Style = Style {
    title: Title::Both,
    heading_id: HeadingId::Attribute([" { #", " }"]),
    admonition: Admonition::Indented,
    kinds: ["note", "tip", "warning", "danger"],
    tabs: Tabs::Indented,
    fence_title: true,
    text: Text {
        // HTML is shown as text. What the extensions that Material recommends make of it: formulas, superscript, marked text, keys, arrows.
        literal: &[
            ("<", "&lt;"),
            ("`", "&#96;"),
            ("$", "&#36;"),
            ("^", "&#94;"),
            ("==", "&#61;&#61;"),
            ("++", "&#43;&#43;"),
            ("{", "&#123;"),
            // Arrows, signs and fractions.
            ("-->", "--&gt;"),
            ("(c)", "&#40;c)"),
            ("(r)", "&#40;r)"),
            ("(tm)", "&#40;tm)"),
            ("c/o", "c&#47;o"),
            ("+/-", "&#43;/-"),
            ("=/=", "&#61;/="),
            ("1/", "1&#47;"),
            ("2/", "2&#47;"),
            ("3/", "3&#47;"),
            ("4/", "4&#47;"),
            ("5/", "5&#47;"),
            ("7/", "7&#47;"),
        ],
        at_start: &[
            ("!!!", "&#33;!!"),
            ("???", "&#63;??"),
            (":::", "&#58;::"),
            ("///", "&#47;//"),
            (": ", "&#58; "),
            // Abbreviations, and what would be the definition of a link in the midst of a paragraph.
            ("*[", "&#42;["),
            ("[", "&#91;"),
        ],
        // Not the brackets: an escaped one starts a formula.
        escapes: "\\*_{}>#-.!|",
        tight_headings: true,
        directives: false,
        shortcodes: true,
        line_break: "<br>",
        hard_break: "<br>\n",
        indented_code: true,
        wide_lists: true,
        autolinks: true,
        bar_ends_code: false,
    },
    ..GFM
};

const MDX: Style = Style {
    title: Title::FrontMatter,
    description: true,
    heading_id: HeadingId::Anchor,
    admonition: Admonition::Quote,
    page_link: PageLink::File,
    links_to_elements: true,
    kinds: ["note", "tip", "warning", "danger"],
    tabs: Tabs::Details,
    fence_title: true,
    rust: "rust",
    comment: ["{/* ", " */}"],
    includes: false,
    text: Text {
        literal: &[("<", "&lt;"), ("{", "\\{")],
        at_start: &[
            (":::", "\\:::"),
            ("import ", "&#105;mport "),
            ("export ", "&#101;xport "),
            ("import{", "&#105;mport\\{"),
            ("export{", "&#101;xport\\{"),
        ],
        escapes: PUNCTUATION,
        tight_headings: false,
        directives: false,
        shortcodes: false,
        line_break: "<br />",
        hard_break: "\\\n",
        indented_code: false,
        wide_lists: false,
        autolinks: false,
        bar_ends_code: true,
    },
};

const DOCUSAURUS: Style = Style {
    // An element before the heading would be no place to link to, and under the bar at the top.
    heading_id: HeadingId::AttributeIfOther([" {/* #", " */}"]),
    links_to_elements: false,
    admonition: Admonition::Directive,
    text: Text {
        directives: true,
        ..MDX.text
    },
    tabs: Tabs::Elements {
        group: Some("groupId"),
        item: "TabItem",
        title: "label",
        value: true,
        imports: &[
            "import Tabs from '@theme/Tabs';",
            "import TabItem from '@theme/TabItem';",
        ],
    },
    ..MDX
};

const STARLIGHT: Style = Style {
    links_to_elements: true,
    heading_id: HeadingId::AnchorIfOther(slug),
    page_link: PageLink::Folder,
    kinds: ["note", "tip", "caution", "danger"],
    tabs: Tabs::Elements {
        group: Some("syncKey"),
        item: "TabItem",
        title: "label",
        value: false,
        imports: &["import { Tabs, TabItem } from '@astrojs/starlight/components';"],
    },
    ..DOCUSAURUS
};

const MINTLIFY: Style = Style {
    description: false,
    heading_id: HeadingId::AnchorIfOther(slug_of_words),
    admonition: Admonition::Component,
    page_link: PageLink::Bare,
    kinds: ["Note", "Tip", "Warning", "Danger"],
    tabs: Tabs::Elements {
        group: None,
        item: "Tab",
        title: "title",
        value: false,
        imports: &[],
    },
    ..MDX
};

impl Style {
    pub(in crate::targets::docs) fn of(dialect: Dialect) -> &'static Self {
        match dialect {
            Dialect::Gfm => &GFM,
            Dialect::Mdbook => &MDBOOK,
            Dialect::Mkdocs => &MKDOCS,
            Dialect::Mdx => &MDX,
            Dialect::Docusaurus => &DOCUSAURUS,
            Dialect::Starlight => &STARLIGHT,
            Dialect::Mintlify => &MINTLIFY,
        }
    }
}
