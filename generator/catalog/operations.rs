//! The operations of the API, and the codes that each of them can return.

use super::{Catalog, Code, GroupName};

/// An HTTP method that an OpenAPI path item can contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Method(&'static str);

impl Method {
    /// The methods of OpenAPI path items. `QUERY` exists since OpenAPI 3.2.
    pub(crate) const ALL: [&str; 9] = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ];

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| *known == word).map(Self)
    }

    pub(crate) fn name(self) -> &'static str {
        self.0
    }

    /// Returns the method for a key of a path item. Such keys are in lower case.
    #[cfg(feature = "outputs")]
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        let is_lower = !key.bytes().any(|byte| byte.is_ascii_uppercase());
        Self::parse(&key.to_ascii_uppercase()).filter(|_| is_lower)
    }

    /// Returns the key in a path item.
    pub(crate) fn key(self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// A method on a path: `GET /stores/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Endpoint {
    pub(crate) method: Method,
    /// The path with its parameters in braces, as in OpenAPI.
    pub(crate) path: String,
}

impl Endpoint {
    /// Returns the path without its parameter names. OpenAPI treats paths with the same shape as identical.
    pub(crate) fn shape(&self) -> String {
        shape(&self.path)
    }

    /// Returns the key to sort endpoints by, so that the nearest of several that fit a request is the first: a literal segment
    /// is nearer than a parameter.
    pub(crate) fn precedence(&self) -> Vec<bool> {
        let segments = self.path.split('/').skip(1);
        segments.map(|segment| segment.contains('{')).collect()
    }
}

/// Returns the shape of a path: `/stores/{}` for `/stores/{id}`.
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

/// An operation, and the codes it returns.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) endpoint: Endpoint,
    pub(crate) returns: Returns,
    /// The tags that a selection can use.
    #[cfg_attr(not(feature = "outputs"), expect(dead_code, reason = "for outputs"))]
    pub(crate) tags: Vec<String>,
}

#[cfg(feature = "outputs")]
impl Operation {
    /// Returns whether this is the name of the operation, or its endpoint as it is written.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.returns.name.wire() == name || self.endpoint.to_string() == name
    }
}

/// A set of codes that operations share.
#[derive(Clone, Debug)]
pub(crate) struct CodeSet {
    pub(crate) returns: Returns,
}

/// A named list of codes.
#[derive(Clone, Debug)]
pub(crate) struct Returns {
    pub(crate) name: GroupName,
    /// The indices of the codes in the catalog, in ascending order, including the codes of the sets.
    codes: Vec<usize>,
    /// The indices of the sets that it includes, directly or through another set.
    pub(crate) sets: Vec<usize>,
}

impl Returns {
    /// Creates a list from the indices of codes and sets in the catalog, in any order.
    pub(crate) fn new(name: GroupName, mut codes: Vec<usize>, mut sets: Vec<usize>) -> Self {
        codes.sort_unstable();
        codes.dedup();
        sets.sort_unstable();
        sets.dedup();
        Self { name, codes, sets }
    }

    /// Returns the indices of the codes in the catalog.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.codes.iter().copied()
    }

    /// Returns whether the list contains every code in the catalog.
    pub(crate) fn is_all(&self, catalog: &Catalog) -> bool {
        self.codes.len() == catalog.codes.len()
    }

    /// Returns the codes, in the catalog's order.
    pub(crate) fn codes<'c>(&self, catalog: &'c Catalog) -> impl Iterator<Item = &'c Code> {
        self.codes.iter().filter_map(|at| catalog.codes.get(*at))
    }
}
