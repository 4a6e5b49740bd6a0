//! The dialects of Markdown, as data. The other modules of this folder use it to write pages.

use super::blocks::{slug, slug_of_words};
use crate::catalog::Dialect;

/// The differences between dialects.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a dialect")]
pub(in crate::targets::docs) struct Style {
    pub(in crate::targets::docs) title: Title,
    /// Whether the front matter has a description. Some sites show it on the page, where it would repeat the text.
    pub(in crate::targets::docs) description: bool,
    pub(in crate::targets::docs) heading_id: HeadingId,
    pub(in crate::targets::docs) admonition: Admonition,
    pub(in crate::targets::docs) page_link: PageLink,
    pub(in crate::targets::docs) pages: Pages,
    /// Whether the site's link checker accepts links to an empty element.
    pub(in crate::targets::docs) links_to_elements: bool,
    /// The words for the admonitions `note`, `tip`, `warning` and `danger`.
    pub(in crate::targets::docs) kinds: [&'static str; 4],
    pub(in crate::targets::docs) tabs: Tabs,
    /// Whether a code fence can have a title. If not, a line before the fence contains the title.
    pub(in crate::targets::docs) fence_title: bool,
    /// The language tag of a fence with Rust code that does not compile alone.
    pub(in crate::targets::docs) rust: &'static str,
    /// The start and the end of a comment.
    pub(in crate::targets::docs) comment: [&'static str; 2],
    /// Whether `{{#include …}}` reads files, even inside code.
    pub(in crate::targets::docs) includes: bool,
    pub(in crate::targets::docs) text: Text,
}

/// The place of a page's title.
#[derive(PartialEq, Eq)]
pub(in crate::targets::docs) enum Title {
    /// In the first heading. There is no front matter.
    Heading,
    /// In the front matter and in the first heading.
    Both,
    /// In the front matter. The site generates the heading from it.
    FrontMatter,
}

/// The way to set the id of a heading.
pub(in crate::targets::docs) enum HeadingId {
    /// `{#id}` after it, between these two texts.
    Attribute([&'static str; 2]),
    /// The same, but allows any id and writes it only if it differs from the id that GitHub derives.
    AttributeIfOther([&'static str; 2]),
    /// An empty element before it, only if the id differs from the id that this function derives.
    AnchorIfOther(fn(&str) -> String),
    /// An empty element before it.
    Anchor,
}

/// The form of a link to another page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::targets::docs) enum PageLink {
    /// The path of its file.
    File,
    /// The folder under which the site serves it.
    Folder,
    /// The path of its file, without the extension.
    Bare,
}

/// What a site makes of the names of files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::targets::docs) enum Pages {
    /// The names of pages. `index` and `README` stand for their folder.
    Files,
    /// The same, without a number and a separator at the start. A file with the name of its folder is its index, and one
    /// that begins with `_` is no page.
    Docusaurus,
    /// The same in lower case, without full stops. A file that begins with `_` is no page.
    Astro,
}

/// The syntax of an admonition.
pub(in crate::targets::docs) enum Admonition {
    /// A block quote.
    Quote,
    /// `> [!NOTE]`.
    Alert,
    /// `!!! note`, with indented contents.
    Indented,
    /// `:::note`.
    Directive,
    /// `<Note>`.
    Component,
}

/// The syntax of tabs.
pub(in crate::targets::docs) enum Tabs {
    /// `<details>`, with the first one open. For dialects without tabs.
    Details,
    /// `=== "Title"`, with indented contents.
    Indented,
    /// `<Tabs>`, with an element for each tab.
    Elements {
        /// The attribute that makes tabs on a page switch together.
        group: Option<&'static str>,
        /// The name of a tab's element.
        item: &'static str,
        /// The attribute for the title of a tab.
        title: &'static str,
        /// Whether the element also needs a `value`.
        value: bool,
        /// The imports that an MDX page needs for the elements.
        imports: &'static [&'static str],
    },
}

/// The escapes for markup that GitHub does not have.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a dialect")]
pub(in crate::targets::docs) struct Text {
    /// Markup in this dialect that is plain text on GitHub, and its escaped form.
    pub(in crate::targets::docs) literal: &'static [(&'static str, &'static str)],
    /// The same, for markup only at the start of a line.
    pub(in crate::targets::docs) at_start: &'static [(&'static str, &'static str)],
    /// The punctuation that a backslash can escape. Other punctuation is escaped as a character reference.
    pub(in crate::targets::docs) escapes: &'static str,
    /// Whether `#text` is a heading, like `# text`.
    pub(in crate::targets::docs) tight_headings: bool,
    /// Whether `:name[text]` is markup.
    pub(in crate::targets::docs) directives: bool,
    /// Whether `:smile:` is an emoji.
    pub(in crate::targets::docs) shortcodes: bool,
    pub(in crate::targets::docs) line_break: &'static str,
    /// A hard line break. It does not use spaces, because errcat removes white space at line ends.
    pub(in crate::targets::docs) hard_break: &'static str,
    /// Whether indented lines are code.
    pub(in crate::targets::docs) indented_code: bool,
    /// Whether the contents of a list item need four columns of indentation.
    pub(in crate::targets::docs) wide_lists: bool,
    /// Whether `<https://…>` is a link.
    pub(in crate::targets::docs) autolinks: bool,
    /// Whether `|` ends a table cell even inside a code span.
    pub(in crate::targets::docs) bar_ends_code: bool,
}

const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

const GFM: Style = Style {
    title: Title::Heading,
    description: true,
    heading_id: HeadingId::AnchorIfOther(slug),
    admonition: Admonition::Alert,
    page_link: PageLink::File,
    pages: Pages::Files,
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
    // `ignore` removes the button that runs the code, and `mdbook test` skips it.
    rust: "rust,ignore",
    includes: true,
    text: Text {
        // HTML is shown as text. `--` would become a dash, also in `--force` and `-->`. `{{#include …}}` reads files,
        // and `{…}` at the end of a heading sets its id.
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
        // HTML is shown as text. The other markup belongs to the extensions that Material recommends: formulas,
        // superscript, marked text, keys, arrows.
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
            // Abbreviations, and link definitions inside a paragraph.
            ("*[", "&#42;["),
            ("[", "&#91;"),
        ],
        // Without brackets, because an escaped bracket starts a formula.
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
    pages: Pages::Files,
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
    // An element before the heading does not work: the link checker rejects it, and the top bar covers it.
    heading_id: HeadingId::AttributeIfOther([" {/* #", " */}"]),
    links_to_elements: false,
    pages: Pages::Docusaurus,
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
    pages: Pages::Astro,
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
