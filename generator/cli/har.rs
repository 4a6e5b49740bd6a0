//! HAR files, which browsers and proxies write: <http://www.softwareishard.com/blog/har-12-spec/>.

use std::borrow::Cow;
use std::io::Read;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::verify::responses::{Response, Responses, SentBody};

/// Checks each response of a file. No more than one entry is in memory.
pub(super) fn read(file: impl Read, responses: &mut Responses) -> serde_json::Result<()> {
    let mut json = serde_json::Deserializer::from_reader(file);
    Member("log", Member("entries", Entries(responses))).deserialize(&mut json)
}

/// A member of an object that is read as it comes, and no other.
struct Member<S>(&'static str, S);

impl<'de, S: DeserializeSeed<'de, Value = ()>> DeserializeSeed<'de> for Member<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> Visitor<'de> for Member<S> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "an object with `{}`", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut seed = Some(self.1);
        while let Some(name) = members.next_key::<String>()? {
            match seed.take_if(|_| name == self.0) {
                Some(seed) => members.next_value_seed(seed)?,
                None => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        match seed {
            None => Ok(()),
            Some(_) => Err(serde::de::Error::missing_field(self.0)),
        }
    }
}

/// The entries of a HAR file, one after the other.
struct Entries<'r, 'c>(&'r mut Responses<'c>);

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(entry) = entries.next_element::<Entry>()? {
            let headers = entry.response.headers.into_iter();
            let headers: Vec<(Cow<str>, Cow<str>)> = headers
                .map(|header| (header.name.into(), header.value.into()))
                .collect();
            let text = entry.response.content.decoded();
            self.0.check(&Response {
                method: &entry.request.method,
                path: &entry.request.url,
                // A request without a response has the status 0, or -1.
                status: u16::try_from(entry.response.status).unwrap_or_default(),
                headers: &headers,
                body: if text.is_empty() {
                    SentBody::None
                } else {
                    SentBody::Text(&text)
                },
            });
        }
        Ok(())
    }
}

/// An entry, as far as it is of use.
#[derive(Deserialize)]
struct Entry {
    request: HarRequest,
    response: HarResponse,
}

#[derive(Deserialize)]
struct HarRequest {
    method: String,
    url: String,
}

#[derive(Deserialize)]
struct HarResponse {
    status: i64,
    #[serde(default)]
    headers: Vec<HarHeader>,
    #[serde(default)]
    content: HarContent,
}

#[derive(Deserialize)]
struct HarHeader {
    name: String,
    value: String,
}

#[derive(Default, Deserialize)]
struct HarContent {
    #[serde(default)]
    text: String,
    encoding: Option<String>,
}

impl HarContent {
    /// The body as it was sent.
    fn decoded(self) -> String {
        let is_base64 = self.encoding.is_some_and(|encoding| encoding == "base64");
        match BASE64_STANDARD.decode(&self.text) {
            Ok(bytes) if is_base64 => String::from_utf8_lossy(&bytes).into_owned(),
            _ => self.text,
        }
    }
}
