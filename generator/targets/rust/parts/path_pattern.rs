//! The paths of operations.

/// Whether a path fits the path of an operation, whose parameters are in braces: `/stores/{id}`.
fn fits_path(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    let mut patterns = pattern.split('/');
    patterns.all(|pattern| {
        let segment = segments.next();
        segment.is_some_and(|segment| fits_segment(pattern, segment))
    }) && segments.next().is_none()
}

/// Whether a segment fits one such as `{id}` or `{name}.json`.
fn fits_segment(pattern: &str, segment: &str) -> bool {
    let (Some(start), Some(end)) = (pattern.find('{'), pattern.rfind('}')) else {
        return pattern == segment;
    };
    let (before, behind) = (&pattern[..start], &pattern[end + 1..]);
    segment.len() > before.len() + behind.len()
        && segment.starts_with(before)
        && segment.ends_with(behind)
}

#[cfg(test)]
mod tests {
    use super::fits_path;

    #[test]
    fn a_parameter_is_some_text_of_a_segment() {
        for (pattern, path, fits) in [
            ("/", "/", true),
            ("/a", "/a", true),
            ("/a", "/a/", false),
            ("/a", "/b", false),
            ("/a", "/a/b", false),
            ("/a/b", "/a", false),
            ("/a/{id}", "/a/7", true),
            ("/a/{id}", "/a/", false),
            ("/a/{id}", "/a/7/b", false),
            ("/a/{id}/b", "/a/7/b", true),
            ("/{name}.json", "/a.json", true),
            ("/{name}.json", "/.json", false),
            ("/v{major}", "/v2", true),
            ("/v{major}", "/x2", false),
        ] {
            assert_eq!(fits_path(pattern, path), fits, "{pattern} {path}");
        }
    }
}
