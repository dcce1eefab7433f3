//! `ipv4` and `ipv6`.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Four numbers without leading zeros, as RFC 2673 section 3.2 has them.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// RFC 4291 section 2.2, without a zone.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert!(is_ipv4("127.0.0.1") && !is_ipv4("087.10.0.1") && !is_ipv4("1.2.3"));
        assert!(
            is_ipv6("::ffff:192.168.0.1") && is_ipv6("::") && !is_ipv6("fe80::1%eth0") && !is_ipv6("12345::")
        );
    }
}
