//! Turns paths into positions, all in one pass over the text.
//!
//! The YAML crate provides positions only in errors. So the document is deserialized once more, by seeds that walk
//! towards the wanted nodes and fail on purpose at a wanted scalar. A scalar is consumed before its visitor runs, so
//! the walk can continue after it, and one pass finds any number of places.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::{fmt, mem};

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::lines::{Lines, length};
use super::place::{Part, Path, Segment};

/// The bytes of each wanted node: its scalar, the first scalar in a container, or, for a missing node, the key of the
/// nearest entry around it. `None` if the text has none of these.
pub(crate) fn locate(text: &str, wanted: &[(&Path, Part)]) -> Vec<Option<Range<usize>>> {
    let wanted = wanted.iter().map(|(path, part)| Wanted {
        segments: path.segments().into_iter().cloned().collect(),
        part: *part,
    });
    locate_all(text, &wanted.collect::<Vec<_>>())
}

/// As [`locate`], for places that are known by their segments.
pub(super) fn locate_all(text: &str, paths: &[Wanted]) -> Vec<Option<Range<usize>>> {
    if paths.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk {
        text,
        lines: Lines::of(text),
        wanted: paths,
        found: vec![None; paths.len()],
        scalar: None,
        empty: Vec::new(),
    };
    let mut rest: Vec<usize> = (0..paths.len()).collect();
    let is_document = |index: usize| paths[index].segments.is_empty();
    for _ in 0..WALKS {
        let document: Vec<usize> = rest.iter().copied().filter(|at| is_document(*at)).collect();
        let done: Result<(), serde_yaml::Error> = WantedNode {
            walk: &mut walk,
            depth: 0,
            inside: rest.clone(),
            first: document.clone(),
        }
        .deserialize(serde_yaml::Deserializer::from_str(text));
        // Any other error ends the walk, and the places that were found until then are kept.
        let _ = walk.settle(&document, done);
        if walk.empty.is_empty() {
            break;
        }
        let empty = mem::take(&mut walk.empty);
        rest.retain(|index| !empty.contains(index));
    }
    walk.found
}

/// The number of walks: each of them ends at a wanted collection that is empty.
const WALKS: usize = 20;

/// The byte of the innermost key on a path that the text has where the path leads. A node that an alias repeats stands
/// further up, at its anchor.
pub(crate) fn key_outside_aliases(text: &str, path: &Path) -> usize {
    let mut prefixes: Vec<&Path> =
        std::iter::successors(Some(path), |path| path.parent()).collect();
    prefixes.reverse();
    let wanted: Vec<_> = prefixes.iter().map(|path| (*path, Part::Key)).collect();
    let keys = locate(text, &wanted).into_iter().flatten();
    let mut last = 0;
    for key in keys {
        if key.start < last {
            break;
        }
        last = key.start;
    }
    last
}

/// A node whose position is wanted.
pub(super) struct Wanted {
    pub(super) segments: Vec<Segment>,
    pub(super) part: Part,
}

struct Walk<'w> {
    text: &'w str,
    lines: Lines,
    wanted: &'w [Wanted],
    found: Vec<Option<Range<usize>>>,
    /// Set by a scalar's visitor just before it fails on purpose.
    scalar: Option<ScalarText>,
    /// The nodes that wait for the first scalar of a collection that has none. Nothing can follow a failure there.
    empty: Vec<usize>,
}

/// The text of a scalar, if its visitor receives it. The visitor of a number does not.
struct ScalarText(Option<String>);

impl Walk<'_> {
    /// Continues after a step. If a scalar failed on purpose, records its position for the nodes that wait for it.
    fn settle<E: de::Error>(&mut self, waiting: &[usize], step: Result<(), E>) -> Result<(), E> {
        let Err(error) = step else { return Ok(()) };
        let Some(scalar) = self.scalar.take() else {
            return Err(error);
        };
        if let Some(start) = self.lines.offset(self.text, &error.to_string()) {
            let span = start..start + length(&self.text[start..], scalar.0.as_deref());
            for &index in waiting {
                self.found[index] = Some(span.clone());
            }
        }
        if self.empty.is_empty() {
            Ok(())
        } else {
            Err(error)
        }
    }

    /// Fails on purpose at the start of an empty collection.
    fn fail_at_empty<E: de::Error>(&mut self, waiting: Vec<usize>) -> Result<(), E> {
        self.empty = waiting;
        self.scalar = Some(ScalarText(None));
        Err(E::custom("found"))
    }
}

/// A node on the path to wanted nodes.
struct WantedNode<'n, 'w> {
    walk: &'n mut Walk<'w>,
    depth: usize,
    /// The wanted nodes inside it.
    inside: Vec<usize>,
    /// The wanted nodes that take the position of the next scalar.
    first: Vec<usize>,
}

impl<'de> DeserializeSeed<'de> for WantedNode<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl WantedNode<'_, '_> {
    fn scalar<E: de::Error>(self, text: Option<&str>) -> Result<(), E> {
        if self.first.is_empty() {
            return Ok(());
        }
        self.walk.scalar = Some(ScalarText(text.map(str::to_owned)));
        Err(E::custom("found"))
    }

    /// The wanted nodes inside, by the segment that leads to them.
    fn by_segment<'w>(
        walk: &Walk<'w>,
        depth: usize,
        inside: &[usize],
    ) -> HashMap<&'w Segment, Vec<usize>> {
        let mut groups: HashMap<&Segment, Vec<usize>> = HashMap::new();
        for &index in inside {
            if let Some(segment) = walk.wanted[index].segments.get(depth) {
                groups.entry(segment).or_default().push(index);
            }
        }
        groups
    }

    /// Splits the nodes that a segment leads to into those that lie deeper and those whose value is next.
    fn split(walk: &Walk, depth: usize, group: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let (values, inside): (Vec<usize>, Vec<usize>) = group
            .iter()
            .partition(|&&index| walk.wanted[index].segments.len() == depth + 1);
        (
            inside,
            values
                .into_iter()
                .filter(|&index| walk.wanted[index].part == Part::Value)
                .collect(),
        )
    }
}

impl<'de> Visitor<'de> for WantedNode<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Some(value))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.scalar(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let WantedNode {
            walk,
            depth,
            inside,
            mut first,
        } = self;
        let groups = Self::by_segment(walk, depth, &inside);
        for item in 0.. {
            let group = groups
                .get(&Segment::Item(item))
                .map_or(&[][..], Vec::as_slice);
            let (inside, values) = Self::split(walk, depth, group);
            let is_first = !first.is_empty();
            let waiting = [mem::take(&mut first), values].concat();
            if waiting.is_empty() && inside.is_empty() {
                if seq.next_element::<IgnoredAny>()?.is_none() {
                    break;
                }
                continue;
            }
            let step = seq.next_element_seed(WantedNode {
                walk,
                depth: depth + 1,
                inside,
                first: waiting.clone(),
            });
            let end = matches!(step, Ok(None));
            walk.settle(&waiting, step.map(|_| ()))?;
            if end {
                return if is_first {
                    walk.fail_at_empty(waiting)
                } else {
                    Ok(())
                };
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let WantedNode {
            walk,
            depth,
            inside,
            mut first,
        } = self;
        let groups = Self::by_segment(walk, depth, &inside);
        let mut seen: HashMap<Arc<str>, usize> = HashMap::new();
        loop {
            let is_first = !first.is_empty();
            let mut waiting = mem::take(&mut first);
            let mut met = None;
            let step = map.next_key_seed(WantedKey {
                walk,
                groups: &groups,
                seen: &mut seen,
                waiting: &mut waiting,
                met: &mut met,
            });
            let end = matches!(step, Ok(None));
            walk.settle(&waiting, step.map(|_| ()))?;
            if end && is_first {
                return walk.fail_at_empty(waiting);
            }
            if end {
                return Ok(());
            }
            let group = met
                .and_then(|segment| groups.get(&segment))
                .map_or(&[][..], Vec::as_slice);
            let (inside, values) = Self::split(walk, depth, group);
            if inside.is_empty() && values.is_empty() {
                map.next_value::<IgnoredAny>()?;
            } else {
                let step = map.next_value_seed(WantedNode {
                    walk,
                    depth: depth + 1,
                    inside,
                    first: values.clone(),
                });
                walk.settle(&values, step)?;
            }
        }
    }
}

/// A key of a mapping. It identifies the entry, and fails on purpose if its position is wanted.
struct WantedKey<'k, 'n, 'w> {
    walk: &'n mut Walk<'w>,
    groups: &'k HashMap<&'w Segment, Vec<usize>>,
    seen: &'k mut HashMap<Arc<str>, usize>,
    waiting: &'k mut Vec<usize>,
    met: &'k mut Option<Segment>,
}

impl<'de> DeserializeSeed<'de> for WantedKey<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for WantedKey<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<(), E> {
        if !self.groups.is_empty() {
            let name: Arc<str> = key.into();
            let nth = self
                .seen
                .entry(Arc::clone(&name))
                .and_modify(|nth| *nth += 1)
                .or_default();
            let segment = Segment::Key {
                key: name,
                nth: *nth,
            };
            // The key is the position of every wanted node inside the entry until the walk reaches that node.
            self.waiting
                .extend(self.groups.get(&segment).into_iter().flatten());
            *self.met = Some(segment);
        }
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.walk.scalar = Some(ScalarText(Some(key.to_owned())));
        Err(E::custom("found"))
    }
}
