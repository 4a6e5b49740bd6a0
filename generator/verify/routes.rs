//! Which operation a request is for.

use std::collections::HashMap;

use crate::catalog::{Catalog, Endpoint, Method, Operation};

/// An operation, with the segments of its path.
type Route<'c> = (Vec<&'c str>, &'c Operation);

/// The operations by their methods and paths.
pub(super) struct Routes<'c> {
    /// By method and number of segments.
    by_length: HashMap<(Method, usize), Vec<Route<'c>>>,
    /// The path of the URL at which the API is, which requests have in front.
    base: &'c str,
}

impl<'c> Routes<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        let mut by_length: HashMap<_, Vec<_>> = HashMap::new();
        for operation in &catalog.operations {
            let Endpoint { method, path } = &operation.endpoint;
            let segments: Vec<&str> = path.split('/').skip(1).collect();
            by_length
                .entry((*method, segments.len()))
                .or_default()
                .push((segments, operation));
        }
        for routes in by_length.values_mut() {
            routes.sort_by_key(|(_, operation)| operation.endpoint.precedence());
        }
        Self {
            by_length,
            base: catalog.api.base_path(),
        }
    }

    /// The operation that a request is for, by its method and its path or URL.
    pub(super) fn find(&self, method: &str, path: &str) -> Option<&'c Operation> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = path.split_once("://").map_or(path, |(_, rest)| {
            rest.find('/').map_or("/", |at| &rest[at..])
        });
        let path = path
            .strip_prefix(self.base)
            .filter(|rest| rest.starts_with('/'))
            .unwrap_or(path);
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let routes = self
            .by_length
            .get(&(Method::parse(&method.to_ascii_uppercase())?, segments.len()))?;
        let fits = |pattern: &[&str]| {
            let pairs = pattern.iter().zip(&segments);
            pairs.into_iter().all(|(pattern, segment)| {
                if pattern.contains('{') {
                    fits_parameter(pattern, segment)
                } else {
                    pattern == segment
                }
            })
        };
        let route = routes.iter().find(|(pattern, _)| fits(pattern));
        route.map(|(_, operation)| *operation)
    }
}

/// Whether a segment fits a pattern such as `{id}` or `{name}.json`.
fn fits_parameter(pattern: &str, segment: &str) -> bool {
    let (Some(start), Some(end)) = (pattern.find('{'), pattern.rfind('}')) else {
        return false;
    };
    let (before, behind) = (&pattern[..start], &pattern[end + 1..]);
    segment.len() > before.len() + behind.len()
        && segment.starts_with(before)
        && segment.ends_with(behind)
}

#[cfg(test)]
mod tests {
    use super::fits_parameter;

    #[test]
    fn a_parameter_is_some_text() {
        for (pattern, segment, fits) in [
            ("{id}", "7", true),
            ("{id}", "", false),
            ("{name}.json", "a.json", true),
            ("{name}.json", ".json", false),
            ("v{major}", "v2", true),
            ("v{major}", "x2", false),
        ] {
            assert_eq!(
                fits_parameter(pattern, segment),
                fits,
                "{pattern} {segment}"
            );
        }
    }
}
