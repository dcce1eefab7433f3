//! Finds the end of plain text, sixteen bytes at a time.

use wide::u8x16;

/// So many bytes are looked at together.
const WIDTH: usize = 16;

/// Where, from `at` on, the first quote, backslash or control character stands; the end of the text if none does.
#[inline]
pub(super) fn special(bytes: &[u8], mut at: usize) -> usize {
    let (blocks, _) = bytes.get(at..).unwrap_or_default().as_chunks();
    for block in blocks {
        match marks(block) {
            0 => at += WIDTH,
            found => return at + found.trailing_zeros() as usize,
        }
    }
    special_in_rest(bytes, at)
}

fn special_in_rest(bytes: &[u8], mut at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    if let (Some(start), Some(end)) = (rest.first_chunk::<8>(), rest.last_chunk::<8>()) {
        // Between eight and sixteen bytes: the halves of a block that overlap.
        let mut block = [0; WIDTH];
        block[..8].copy_from_slice(start);
        block[8..].copy_from_slice(end);
        if marks(&block) == 0 {
            return bytes.len();
        }
    }
    while bytes.get(at).is_some_and(|byte| !is_special(*byte)) {
        at += 1;
    }
    at
}

#[inline]
fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// A bit for each byte that is special, the first byte's the lowest.
#[inline]
fn marks(block: &[u8; WIDTH]) -> u32 {
    let all = u8x16::new(*block);
    let is = |byte: u8| all.simd_eq(u8x16::splat(byte));
    let is_control = all.min(u8x16::splat(b' ' - 1)).simd_eq(all);
    (is_control | is(b'"') | is(b'\\')).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_at_every_place() {
        for byte in 0..=255 {
            for place in 0..120 {
                let mut text = vec![b'~'; 124];
                text[place] = byte;
                let expected = if is_special(byte) { place } else { 124 };
                assert_eq!(special(&text, 0), expected, "{byte} at {place}");
                assert_eq!(special(&text, place), expected);
            }
        }
    }
}
