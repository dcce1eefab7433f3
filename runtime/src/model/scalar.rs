//! The types whose values are one number, one text or one of two words.

use serde_json::Value;

use super::Model;
use super::context::Context;
use super::slot::{Mode, Place, Scalar, Slot, View};
use super::table::{Kind, Rules, Type};
use crate::json::write;
use crate::schema::Reason;
use crate::schema::number::Num;

impl Model for bool {
    fn blank() -> Self {
        false
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Boolean);
        &TYPE
    }
}

impl Slot for bool {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, _rules: &'static Rules, cx: &mut Context) {
        match scalar {
            Scalar::Boolean(value) => *self = value,
            _ => cx.mismatch(self.describe()),
        }
    }
}

impl Model for String {
    fn blank() -> Self {
        Self::new()
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Text(""));
        &TYPE
    }
}

impl Slot for String {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    #[inline]
    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        match scalar {
            Scalar::Text(value) => {
                cx.check_text(value, rules);
                if cx.is_wanted() {
                    *self = value.to_owned();
                }
            }
            _ => cx.mismatch(self.describe()),
        }
    }
}

macro_rules! integers {
    ($($int:ident, $view:ident as $wide:ident, $format:literal;)*) => {$(
        impl Model for $int {
            fn blank() -> Self {
                0
            }

            fn table() -> &'static Type {
                static TYPE: Type = Type::plain(Kind::Integer($format));
                &TYPE
            }

            fn write_elements(list: &[Self], out: &mut Vec<u8>) -> bool {
                write::numbers(out, list, |out, value| write::integer(out, *value));
                true
            }
        }

        impl Slot for $int {
            fn describe(&self) -> &'static Type {
                Self::table()
            }

            fn view(&self) -> View<'_> {
                View::$view($wide::from(*self))
            }

            fn place(&mut self) -> Place<'_> {
                Place::Scalar
            }

            fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
                let number = match scalar {
                    Scalar::Integer(value) => Num::Integer(value),
                    // JSON does not tell 1 from 1.0.
                    other => match other.number() {
                        Some(number) if number.is_integer() => number,
                        _ => return cx.mismatch(self.describe()),
                    },
                };
                let fits = cx.check_number(number, rules);
                match number.whole().map(Self::try_from) {
                    Some(Ok(fitting)) => *self = fitting,
                    // Beyond a bound, nobody asks what the type can hold.
                    _ if !fits => {}
                    _ => cx.out_of_range(Self::MIN.into(), Self::MAX.into()),
                }
            }
        }
    )*};
}

integers! {
    i8, Integer as i64, "int8";
    i16, Integer as i64, "int16";
    i32, Integer as i64, "int32";
    i64, Integer as i64, "";
    u8, Unsigned as u64, "uint8";
    u16, Unsigned as u64, "uint16";
    u32, Unsigned as u64, "uint32";
    u64, Unsigned as u64, "uint64";
}

macro_rules! floats {
    ($($float:ident, $format:literal, $wide:expr;)*) => {$(
        impl Model for $float {
            fn blank() -> Self {
                0.0
            }

            fn table() -> &'static Type {
                static TYPE: Type = Type::plain(Kind::Number($format));
                &TYPE
            }

            fn write_elements(list: &[Self], out: &mut Vec<u8>) -> bool {
                write::numbers(out, list, |out, value| write::float(out, $wide(*value)));
                true
            }
        }

        impl Slot for $float {
            fn describe(&self) -> &'static Type {
                Self::table()
            }

            fn view(&self) -> View<'_> {
                View::Float($wide(*self))
            }

            fn place(&mut self) -> Place<'_> {
                Place::Scalar
            }

            fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
                let Some(number) = scalar.number() else {
                    return cx.mismatch(self.describe());
                };
                let nearest = number.nearest();
                if nearest.is_infinite() {
                    return cx.fail(Reason::TooLarge);
                }
                cx.check_float(number, rules);
                *self = nearest as $float;
            }
        }
    )*};
}

floats! {
    f32, "float", widened;
    f64, "", f64::from;
}

/// The float with the same few digits: 0.1 stays 0.1, and does not become 0.10000000149011612.
fn widened(narrow: f32) -> f64 {
    zmij::Buffer::new().format(narrow).parse().unwrap_or(narrow.into())
}

/// The value of a schema that allows only `null`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Null;

impl Model for Null {
    fn blank() -> Self {
        Self
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Null);
        &TYPE
    }
}

impl Slot for Null {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Null
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, _rules: &'static Rules, cx: &mut Context) {
        if !matches!(scalar, Scalar::Null) {
            cx.mismatch(self.describe());
        }
    }
}

impl Model for Value {
    const MODE: Mode = Mode::Any;

    fn blank() -> Self {
        Self::Null
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type { mode: Mode::Any, ..Type::plain(Kind::Any) };
        &TYPE
    }
}

impl Slot for Value {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Any(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Any(self)
    }
}
