//! Errors by the names of their codes.

use std::error::Error;
use std::fmt;
//@ if takes_duration
use std::time::Duration;
//@ end
//@ if takes_time
use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;
//@ end

use super::code::ErrorCode;
use super::error::ApiError;
use super::json::JsonValue;
//@ if only_listed
use super::listed_error::ListedError;
//@ end

impl ApiError {
    /// The error whose code has this name in the catalog, with these arguments: for what knows them only at run time, such as
    /// a validator.
    ///
    /// Arguments that the code does not have are ignored, and `null` is no value. A number or a boolean is also a text, and a
    /// number without a fraction a whole number.
    //@ if takes_time
    /// A point in time is a number of seconds since 1970.
    //@ end
    //@ if takes_duration
    /// `retry_after` is a number of seconds.
    //@ end
    ///
    /// # Errors
    ///
    /// Returns an error if the catalog has no such code, or if an argument that the code requires is missing or has another
    /// type.
    //@ if only_listed
    /// So does a code that is only sent in a list: see [`ListedError::by_name`].
    //@ end
    pub fn by_name<N: Into<String>, V: Into<JsonValue>>(
        code: &str,
        args: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, NameError> {
        let args = NamedArgs::new(code, args)?;
        //@ if only_listed
        if args.is_only_listed() {
            return Err(NameError::OnlyListed(args.code));
        }
        //@ end
        args.error()
    }
}
//@ if only_listed

impl ListedError {
    /// As [`ApiError::by_name`], for codes that are only sent in a list, and for all others.
    ///
    /// # Errors
    ///
    /// Returns an error if the catalog has no such code, or if an argument that the code requires is missing or has another
    /// type.
    pub fn by_name<N: Into<String>, V: Into<JsonValue>>(
        code: &str,
        args: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, NameError> {
        NamedArgs::new(code, args)?.error().map(Self)
    }
}
//@ end

/// Why there is no error for a name and its arguments. It contains no values of arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameError {
    /// The catalog has no code of this name.
    UnknownCode(String),
    //@ if only_listed
    /// The code is only sent in the list of another error: see [`ListedError::by_name`].
    OnlyListed(ErrorCode),
    //@ end
    /// An argument that the code requires has no value.
    Missing {
        /// The code.
        code: ErrorCode,
        /// The name of the argument.
        arg: &'static str,
    },
    /// The value of an argument has another type than the catalog says.
    WrongType {
        /// The code.
        code: ErrorCode,
        /// The name of the argument.
        arg: &'static str,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCode(name) => write!(f, "no error code has the name {name:?}"),
            //@ if only_listed
            Self::OnlyListed(code) => write!(f, "`{code}` is only sent in a list"),
            //@ end
            Self::Missing { code, arg } => write!(f, "`{code}` needs the argument `{arg}`"),
            Self::WrongType { code, arg } => {
                write!(f, "the argument `{arg}` of `{code}` has another type")
            }
        }
    }
}

impl Error for NameError {}

/// A code, and arguments by their names.
struct NamedArgs {
    code: ErrorCode,
    values: Vec<(String, JsonValue)>,
}

impl NamedArgs {
    fn new<N: Into<String>, V: Into<JsonValue>>(
        code: &str,
        args: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, NameError> {
        let unknown = || NameError::UnknownCode(code.to_owned());
        let args = args.into_iter();
        Ok(Self {
            code: code.parse().map_err(|_| unknown())?,
            values: args
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        })
    }
    //@ if takes_required

    /// An argument that the code requires.
    fn get<T>(
        &self,
        arg: &'static str,
        read: impl Fn(&JsonValue) -> Option<T>,
    ) -> Result<T, NameError> {
        let code = self.code;
        let found = self.find(arg, read)?;
        found.ok_or(NameError::Missing { code, arg })
    }
    //@ end
    //@ if takes_args

    /// An argument that may be absent.
    fn find<T>(
        &self,
        arg: &'static str,
        read: impl Fn(&JsonValue) -> Option<T>,
    ) -> Result<Option<T>, NameError> {
        let code = self.code;
        match self.values.iter().find(|(name, _)| name == arg) {
            None | Some((_, JsonValue::Null)) => Ok(None),
            Some((_, value)) => {
                let value = read(value).ok_or(NameError::WrongType { code, arg })?;
                Ok(Some(value))
            }
        }
    }
    //@ end
    //@ if takes_text

    fn text(value: &JsonValue) -> Option<String> {
        match value {
            JsonValue::Text(text) => Some(text.clone()),
            JsonValue::Boolean(_) | JsonValue::Integer(_) | JsonValue::Number(_) => {
                Some(value.to_string())
            }
            JsonValue::Null | JsonValue::List(_) | JsonValue::Object(_) => None,
        }
    }
    //@ end
    //@ if takes_integer

    /// A whole number. Validators have some bounds as floating-point numbers.
    fn integer(value: &JsonValue) -> Option<i64> {
        match value {
            JsonValue::Number(number) if number.fract() == 0.0 => {
                format!("{number:.0}").parse().ok()
            }
            value => value.as_i64(),
        }
    }
    //@ end
    //@ if takes_number

    fn number(value: &JsonValue) -> Option<f64> {
        match value {
            JsonValue::Number(number) => Some(*number),
            JsonValue::Integer(number) => number.to_string().parse().ok(),
            _ => None,
        }
    }
    //@ end
    //@ if takes_boolean

    fn boolean(value: &JsonValue) -> Option<bool> {
        value.as_bool()
    }
    //@ end
    //@ if takes_list

    fn list<T>(value: &JsonValue, read: impl Fn(&JsonValue) -> Option<T>) -> Option<Vec<T>> {
        match value {
            JsonValue::List(elements) => elements.iter().map(read).collect(),
            _ => None,
        }
    }
    //@ end
    //@ if takes_enum

    /// One of some values, each with its text.
    fn one_of<T: Copy>(value: &JsonValue, known: &[(&str, T)]) -> Option<T> {
        let text = value.as_str()?;
        let found = known.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| *value)
    }
    //@ end
    //@ if takes_duration

    fn duration(value: &JsonValue) -> Option<Duration> {
        let seconds = u64::try_from(Self::integer(value)?).ok()?;
        Some(Duration::from_secs(seconds))
    }
    //@ end
    //@ if takes_time

    fn time(value: &JsonValue) -> Option<SystemTime> {
        let seconds = u64::try_from(Self::integer(value)?).ok()?;
        UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    }
    //@ end
}
