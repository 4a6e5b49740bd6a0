//! The message of an error with arguments.

use std::fmt;

/// A message. A short one is stored in place, so that an error is allocated once and its message not again.
enum Text {
    Short { length: u8, bytes: [u8; 62] },
    Long(String),
}

impl Text {
    fn new(message: fmt::Arguments<'_>) -> Self {
        let mut text = Self::Short {
            length: 0,
            bytes: [0; 62],
        };
        // This fails only if the `Display` of an argument fails. What was written until then is kept.
        let _ = fmt::Write::write_fmt(&mut text, message);
        text
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Short { length, bytes } => {
                let written = bytes.get(..usize::from(*length)).unwrap_or_default();
                std::str::from_utf8(written).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }

    fn into_string(self) -> String {
        match self {
            Self::Long(text) => text,
            Self::Short { .. } => self.as_str().to_owned(),
        }
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if let Self::Short { length, bytes } = self {
            let start = usize::from(*length);
            let free = bytes.get_mut(start..start + more.len());
            if let (Some(free), Ok(added)) = (free, u8::try_from(more.len())) {
                free.copy_from_slice(more.as_bytes());
                *length += added;
            } else {
                *self = Self::Long(format!("{}{more}", self.as_str()));
            }
        } else if let Self::Long(text) = self {
            text.push_str(more);
        }
        Ok(())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn a_message_of_any_length_is_whole() {
        for length in [0, 1, 61, 62, 63, 64, 255, 256, 1000] {
            let message = "é".repeat(length / 2) + &"x".repeat(length % 2);
            let (start, end) = message.split_at(message.len() / 4 * 2);
            let text = Text::new(format_args!("{start}{end}"));
            assert_eq!(text.as_str(), message);
            assert_eq!(matches!(text, Text::Short { .. }), length <= 62, "{length}");
            assert_eq!(format!("{text:?}"), format!("{message:?}"));
            assert_eq!(text.into_string(), message);
        }
    }

    #[test]
    fn what_was_written_before_a_failure_is_kept() {
        struct Fails;

        impl std::fmt::Display for Fails {
            fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                Err(std::fmt::Error)
            }
        }

        assert_eq!(
            Text::new(format_args!("until {Fails} here")).as_str(),
            "until "
        );
    }
}
