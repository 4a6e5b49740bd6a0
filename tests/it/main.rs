//! Tests of errcat from outside: the command, and the pages that it writes.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

mod cli;
mod docs;
mod support;
