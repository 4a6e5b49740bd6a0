//! The operations of the API, and which codes each of them can return.

use super::{Catalog, Code, GroupName};

/// A method of HTTP that OpenAPI has operations for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Method(&'static str);

impl Method {
    /// Those that a path item of OpenAPI has; `QUERY` since 3.2.
    pub(crate) const ALL: [&str; 9] = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ];

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| *known == word).map(Self)
    }

    pub(crate) fn name(self) -> &'static str {
        self.0
    }

    /// The method that a key of a path item stands for: those are in lower case.
    #[cfg(feature = "outputs")]
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        let is_lower = !key.bytes().any(|byte| byte.is_ascii_uppercase());
        Self::parse(&key.to_ascii_uppercase()).filter(|_| is_lower)
    }

    /// Its key in a path item.
    pub(crate) fn key(self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// A method on a path: `GET /stores/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Endpoint {
    pub(crate) method: Method,
    /// With its parameters in braces, as OpenAPI has it.
    pub(crate) path: String,
}

impl Endpoint {
    /// The path without the names of its parameters: two paths of the same shape are the same to OpenAPI.
    pub(crate) fn shape(&self) -> String {
        shape(&self.path)
    }
}

/// `/stores/{}` of `/stores/{id}`.
pub(crate) fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, parameter)) = rest.split_once('{') {
        shape += before;
        shape += "{}";
        rest = parameter.split_once('}').map_or("", |(_, rest)| rest);
    }
    shape + rest
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method.name(), self.path)
    }
}

/// An operation, and what it returns when it fails.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) endpoint: Endpoint,
    pub(crate) returns: Returns,
    /// Words to select by.
    #[cfg_attr(not(feature = "outputs"), expect(dead_code, reason = "for outputs"))]
    pub(crate) tags: Vec<String>,
}

#[cfg(feature = "outputs")]
impl Operation {
    /// Whether this is how it is written, or its name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.returns.name.wire() == name || self.endpoint.to_string() == name
    }
}

/// A set of codes that operations share.
#[derive(Clone, Debug)]
pub(crate) struct CodeSet {
    pub(crate) returns: Returns,
}

/// Some of the codes, under a name.
#[derive(Clone, Debug)]
pub(crate) struct Returns {
    pub(crate) name: GroupName,
    /// The places of the codes in the catalog, in its order, those of the sets included.
    codes: Vec<usize>,
    /// The places of the sets that it takes in, directly or by another.
    pub(crate) sets: Vec<usize>,
}

impl Returns {
    /// Codes and sets by their places in the catalog, in any order.
    pub(crate) fn new(name: GroupName, mut codes: Vec<usize>, mut sets: Vec<usize>) -> Self {
        codes.sort_unstable();
        codes.dedup();
        sets.sort_unstable();
        sets.dedup();
        Self { name, codes, sets }
    }

    /// The places of the codes in the catalog.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.codes.iter().copied()
    }

    /// Whether these are all the codes there are.
    pub(crate) fn is_all(&self, catalog: &Catalog) -> bool {
        self.codes.len() == catalog.codes.len()
    }

    /// The codes, in the catalog's order.
    pub(crate) fn codes<'c>(&self, catalog: &'c Catalog) -> impl Iterator<Item = &'c Code> {
        self.codes.iter().filter_map(|at| catalog.codes.get(*at))
    }
}
