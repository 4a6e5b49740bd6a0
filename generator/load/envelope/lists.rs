//! The list of errors in an envelope.

use super::fields::Reader;
use crate::catalog::{Content, ErrorList, Field, ListLayout, Meaning};
use crate::diagnostic::{Diagnostic, Path, Report};
use crate::load::members::{Member, Members, Read};
use crate::load::rules;
use crate::load::scalars::word;
use crate::yaml::Node;

impl Reader {
    /// Reads the properties of a list of errors.
    pub(super) fn errors(self, members: &mut Members, is_optional: bool) -> Option<ErrorList> {
        let layout = if self.in_list {
            Some(ListLayout::Array)
        } else {
            Self::layout(members)
        };
        let is_empty_alone = members.optional::<Alone>("alone");
        if let (Member::Given(Alone { .. }), true) = (&is_empty_alone, is_optional) {
            let place = members.path.key("alone").at_key();
            let message = "a list that is optional is omitted if there is only the error itself";
            members.report.push(
                Diagnostic::new(&rules::UNKNOWN_MEMBER, place, message)
                    .help("remove `alone` or `optional`"),
            );
        }
        if self.in_list {
            // `each` is not known here: the errors have the shape of the element around them.
            return Some(ErrorList {
                each: None,
                layout: layout?,
                is_empty_alone: true,
            });
        }
        let at = members.path.key("each");
        let each = match members.node("each") {
            None => each_error(layout.as_ref()),
            Some(node) => {
                let each = Self { in_list: true }.element(node, &at, members.report)?;
                says_something(&each, &at, members.report);
                each
            }
        };
        Some(ErrorList {
            each: Some(Box::new(each)),
            layout: layout?,
            is_empty_alone: is_empty_alone.take().is_some_and(|alone| alone.is_empty),
        })
    }

    fn layout(members: &mut Members) -> Option<ListLayout> {
        let by = members.optional::<ByParam>("by");
        if by.is_absent() {
            return Some(ListLayout::Array);
        }
        let takes_first = members.optional::<First>("take");
        let without_param = members.optional::<String>("without_param").take();
        by.take()?;
        Some(ListLayout::ByParam {
            takes_first: takes_first.take().is_some(),
            without_param,
        })
    }
}

/// Reports an element that contains nothing about its error.
fn says_something(each: &Field, at: &Path, report: &mut Report) {
    fn has_value(field: &Field) -> bool {
        match field.content {
            Content::Is(_) | Content::Args { .. } | Content::Arg(_) | Content::CodeField(_) => true,
            Content::Const(_) | Content::Errors(_) => false,
            Content::Members { .. } | Content::Elements(_) => {
                field.inside(false).iter().any(has_value)
            }
        }
    }
    if !has_value(each) {
        let message = "the elements of this list contain nothing about the error";
        report.push(
            Diagnostic::new(&rules::WRONG_TYPE, at.at_key(), message)
                .help("add a member such as `code: {is: code}`"),
        );
    }
}

/// The default element of a list of errors. In an object by parameter, the parameter is the name of the member.
fn each_error(layout: Option<&ListLayout>) -> Field {
    let member = |name: &str, meaning, optional| Field {
        optional,
        ..Field::new(name, Content::Is(meaning))
    };
    let param = member("param", Meaning::Param, true);
    let others = [
        member("code", Meaning::Code, false),
        member("message", Meaning::Message, false),
    ];
    let is_array = layout == Some(&ListLayout::Array);
    let members = is_array.then_some(param).into_iter().chain(others);
    let content = Content::Members {
        members: members.collect(),
        is_long: false,
    };
    Field::new("", content)
}

/// What a list holds where there is only the error itself.
struct Alone {
    is_empty: bool,
}

impl Read for Alone {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const WORDS: [(&str, bool); 2] = [("itself", false), ("empty", true)];
        let is_empty = word(node, at, "`itself` or `empty`", &WORDS, report)?;
        Some(Self { is_empty })
    }
}

struct ByParam;

impl Read for ByParam {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "`param`", &[("param", ())], report).map(|()| Self)
    }
}

struct First;

impl Read for First {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "`first`", &[("first", ())], report).map(|()| Self)
    }
}
