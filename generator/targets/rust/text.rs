//! `Text`: messages that are made when their error is.

use quote::quote;

use super::syntax::{Piece, parse};

pub(super) fn items() -> Vec<Piece> {
    parse(quote! {
        /// A message, in place where it is short: then an error is allocated once, and not its message besides.
        enum Text {
            Short { length: u8, bytes: [u8; 62] },
            Long(String),
        }

        impl Text {
            fn new(message: std::fmt::Arguments<'_>) -> Self {
                let mut text = Self::Short { length: 0, bytes: [0; 62] };
                // It fails only where an argument's own `Display` does: then what there is has to do.
                let _ = std::fmt::Write::write_fmt(&mut text, message);
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
        }

        impl std::fmt::Write for Text {
            fn write_str(&mut self, more: &str) -> std::fmt::Result {
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

        impl std::fmt::Debug for Text {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.as_str().fmt(f)
            }
        }
    })
}
