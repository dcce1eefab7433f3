//! The types whose values are text of a certain form.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::Model;
use super::context::Context;
use super::slot::{Place, Scalar, Slot, View};
use super::table::{Kind, Rules, Type};
use crate::schema::{Reason, format};

/// A day.
pub type Date = jiff::civil::Date;

/// A moment.
pub type DateTime = jiff::Timestamp;

/// Implements a type whose text is read by `FromStr` and written by `Display`.
macro_rules! parsed {
    ($($ty:ty, $format:literal, $blank:expr, $read:expr;)*) => {$(
        impl Model for $ty {
            fn blank() -> Self {
                $blank
            }

            fn table() -> &'static Type {
                static TYPE: Type = Type::plain(Kind::Text($format));
                &TYPE
            }
        }

        impl Slot for $ty {
            fn describe(&self) -> &'static Type {
                Self::table()
            }

            fn view(&self) -> View<'_> {
                View::Display(self)
            }

            fn place(&mut self) -> Place<'_> {
                Place::Scalar
            }

            fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
                let Scalar::Text(value) = scalar else {
                    return cx.mismatch(self.describe());
                };
                cx.check_text(value, rules);
                match $read(value) {
                    // The parsers are more lenient than the formats in places.
                    Some(parsed) if format::is($format, value) != Some(false) => *self = parsed,
                    _ => cx.fail(Reason::Format($format.into())),
                }
            }
        }
    )*};
}

parsed! {
    Uuid, "uuid", Uuid::nil(), parse;
    Date, "date", Date::constant(1970, 1, 1), parse;
    DateTime, "date-time", DateTime::UNIX_EPOCH, moment;
    Ipv4Addr, "ipv4", Ipv4Addr::UNSPECIFIED, parse;
    Ipv6Addr, "ipv6", Ipv6Addr::UNSPECIFIED, parse;
    Time, "time", Time(String::from("00:00:00Z")), parse;
    Duration, "duration", Duration(String::from("PT0S")), parse;
}

fn parse<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// A moment as near to the one that is written as a nanosecond, and before the end of time as far as it can be held.
fn moment(text: &str) -> Option<DateTime> {
    let shorter = || {
        let (seconds, fraction) = text.split_once('.')?;
        let end = fraction.find(|c: char| !c.is_ascii_digit())?;
        format!("{seconds}.{}{}", fraction.get(..9.min(end))?, &fraction[end..]).parse().ok()
    };
    // "9999-12-31T23:59:59Z" is written for "never", and is a day later than the last moment.
    text.parse().ok().or_else(shorter).or_else(|| text.starts_with("9999-12-3").then_some(DateTime::MAX))
}

/// A text that keeps the form in which it came.
macro_rules! kept {
    ($($(#[$doc:meta])* $name:ident, $format:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = WrongForm;

            fn from_str(text: &str) -> Result<Self, WrongForm> {
                if format::is($format, text) == Some(true) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(WrongForm($format))
                }
            }
        }
    )*};
}

kept! {
    /// A time of day with its offset, as RFC 3339 writes it: `08:30:00+02:00`.
    Time, "time";
    /// A span of time, as ISO 8601 writes it: `P1DT12H`.
    Duration, "duration";
}

impl TryFrom<&Duration> for jiff::Span {
    type Error = jiff::Error;

    fn try_from(duration: &Duration) -> Result<Self, jiff::Error> {
        duration.0.parse()
    }
}

/// A text does not have the form of the type that it was to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongForm(pub(super) &'static str);

impl fmt::Display for WrongForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a {}", self.0)
    }
}

impl std::error::Error for WrongForm {}

/// Bytes that travel as base64 text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Base64(pub Vec<u8>);

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(&self.0))
    }
}

impl Model for Base64 {
    fn blank() -> Self {
        Self::default()
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Text("byte"));
        &TYPE
    }
}

impl Slot for Base64 {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Display(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        let Scalar::Text(value) = scalar else {
            return cx.mismatch(self.describe());
        };
        cx.check_text(value, rules);
        match STANDARD.decode(value) {
            Ok(bytes) => self.0 = bytes,
            Err(_) => cx.fail(Reason::Format("byte".into())),
        }
    }
}
