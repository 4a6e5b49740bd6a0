//! The schemas of an OpenAPI document: what a value looks like.

use serde_json::{Map, Value};

use super::bodies::SchemaMembers;

/// The step of a path into the elements of a list.
pub(super) const LISTED: &str = "[]";

/// How deep schemas are followed. They may contain themselves.
const DEPTH: usize = 12;

/// How many schemas are followed for one response.
const BUDGET: usize = 2_000;

/// A value of a schema.
#[derive(Default)]
pub(super) struct Sample<'d> {
    pub(super) value: Value,
    /// What is told of its members.
    pub(super) members: SchemaMembers,
    /// The schemas that list words, by the paths of their members.
    pub(super) enums: Vec<(Vec<String>, &'d Value)>,
}

/// Makes a value of a schema of a document.
pub(super) fn sample<'d>(document: &'d Value, schema: &'d Value) -> Sample<'d> {
    let mut sampler = Sampler {
        document,
        path: Vec::new(),
        members: SchemaMembers::default(),
        enums: Vec::new(),
        around: Vec::new(),
        budget: BUDGET,
    };
    let value = sampler.value(schema, 0);
    Sample {
        value,
        members: sampler.members,
        enums: sampler.enums,
    }
}

/// What a reference stands for.
pub(super) fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let mut value = value;
    for _ in 0..DEPTH {
        let target = value.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| document.pointer(target.strip_prefix('#')?));
        match target {
            Some(target) => value = target,
            None => break,
        }
    }
    value
}

/// The words of an `enum` or a `const`.
pub(super) fn words(schema: &Value) -> Vec<&str> {
    let list = schema
        .get("enum")
        .or(schema.get("x-extensible-enum"))
        .and_then(Value::as_array);
    let constant = schema.get("const").and_then(Value::as_str);
    let words = list.into_iter().flatten().filter_map(Value::as_str);
    words.chain(constant).collect()
}

struct Sampler<'d> {
    document: &'d Value,
    path: Vec<String>,
    members: SchemaMembers,
    enums: Vec<(Vec<String>, &'d Value)>,
    /// The schemas around the one that is followed.
    around: Vec<*const Value>,
    /// How many more schemas may be followed: they may contain each other in many ways.
    budget: usize,
}

impl<'d> Sampler<'d> {
    fn value(&mut self, schema: &'d Value, depth: usize) -> Value {
        let schema = resolve(self.document, schema);
        let address = std::ptr::from_ref(schema);
        // What contains itself has no end, and nothing new inside.
        let is_end = depth > DEPTH || self.budget == 0 || self.around.contains(&address);
        if is_end {
            return Value::Null;
        }
        self.budget -= 1;
        self.around.push(address);
        let made = self.value_inside(schema, depth);
        self.around.pop();
        made
    }

    fn value_inside(&mut self, schema: &'d Value, depth: usize) -> Value {
        if !words(schema).is_empty() {
            self.enums.push((self.path.clone(), schema));
        }
        let mut object = Map::new();
        for part in ["allOf", "anyOf", "oneOf"] {
            for inside in schema
                .get(part)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                match self.value(inside, depth + 1) {
                    Value::Object(made) => object.extend(made),
                    Value::Null => {}
                    other if object.is_empty() => return other,
                    _ => {}
                }
            }
        }
        let required = schema.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|names| names.iter().any(|known| known == name));
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            self.path.push(name.clone());
            let resolved = resolve(self.document, property);
            if !is_required(name) {
                self.members.optional.insert(self.path.clone());
            }
            let kinds = resolved.get("type").and_then(Value::as_array);
            let is_null = kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
            if is_null || resolved.get("nullable") == Some(&Value::Bool(true)) {
                self.members.nullable.insert(self.path.clone());
            }
            let description = property.get("description").or(resolved.get("description"));
            if let Some(description) = description.and_then(Value::as_str) {
                self.members
                    .descriptions
                    .insert(self.path.clone(), description.trim().to_owned());
            }
            let made = self.value(property, depth + 1);
            object.insert(name.clone(), made);
            self.path.pop();
        }
        if !object.is_empty() {
            return Value::Object(object);
        }
        if let Some(value) = schema
            .get("example")
            .or(schema.get("default"))
            .or(schema.get("const"))
        {
            return value.clone();
        }
        let kind = match schema.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            Some(Value::Array(kinds)) => kinds
                .iter()
                .filter_map(Value::as_str)
                .find(|kind| *kind != "null")
                .unwrap_or("null"),
            _ if schema.get("enum").is_some() => "string",
            _ => "null",
        };
        match kind {
            "string" => "".into(),
            "integer" | "number" => 0.into(),
            "boolean" => false.into(),
            "array" => {
                self.path.push(LISTED.to_owned());
                let item = schema.get("items");
                let item = item.map(|items| self.value(items, depth + 1));
                self.path.pop();
                Value::Array(item.into_iter().collect())
            }
            "object" => Value::Object(Map::new()),
            _ => Value::Null,
        }
    }
}
