//! Which way up an image is: all that stays of its Exif data, as a reader would see it lying on its side else.

use exif::{In, Reader, Tag};

/// Exif data that says nothing but which way up an image is.
pub(super) fn turned_only(orientation: u32) -> Vec<u8> {
    // A header, one entry (tag 0x0112, one short), and no further list.
    let mut data = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    data.extend([orientation as u8, 0, 0, 0, 0, 0, 0, 0]);
    data
}

/// Which way up Exif data says that an image is, where it is not as it lies.
pub(super) fn orientation(exif: &[u8]) -> Option<u32> {
    let read = Reader::new().read_raw(exif.to_vec()).ok()?;
    let field = read.get_field(Tag::Orientation, In::PRIMARY)?;
    field
        .value
        .get_uint(0)
        .filter(|turned| (2..=8).contains(turned))
}

/// A part of a PNG that says which way up it is.
pub(super) fn png_part(orientation: u32) -> Vec<u8> {
    let data = turned_only(orientation);
    let mut part = (data.len() as u32).to_be_bytes().to_vec();
    part.extend(b"eXIf");
    part.extend(data);
    let sum = sum_of(&part[4..]);
    part.extend(sum.to_be_bytes());
    part
}

/// The sum of a part's name and data, as PNG has it (CRC-32 of ISO 3309).
fn sum_of(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let is_odd = sum & 1 == 1;
            sum = sum >> 1 ^ if is_odd { 0xedb8_8320 } else { 0 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_png() {
        // That of the part that every PNG ends with.
        assert_eq!(sum_of(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for turned in 2..=8 {
            assert_eq!(orientation(&turned_only(turned)), Some(turned));
        }
        assert_eq!(orientation(&turned_only(1)), None);
        assert_eq!(orientation(b"II*"), None);
    }
}
