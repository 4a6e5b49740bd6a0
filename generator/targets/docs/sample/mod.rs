//! Samples of code: the data for programs that handle errors, and the syntax of each language.

pub(super) mod languages;
pub(super) mod samples;
