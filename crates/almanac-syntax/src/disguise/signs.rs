//! Which signs a text has that may have to be disguised.

/// What [`Signs::of`] looks for, each in a bit of its own.
const DOLLAR: u8 = 1;
const RETURN: u8 = 1 << 1;
const LESS_THAN: u8 = 1 << 2;
const ADDRESS_MARK: u8 = 1 << 3;
const NOT_ASCII: u8 = 1 << 4;

/// The signs that a text has.
pub(super) struct Signs(u8);

impl Signs {
    /// Looks at every byte of a text once. Every text is looked at, and few have to be disguised: so there is no branch
    /// in it, and the compiler takes sixteen bytes at a time.
    pub fn of(text: &str) -> Self {
        const MANY: usize = 16;
        let (pieces, rest) = text.as_bytes().as_chunks::<MANY>();
        let mut found = [0; MANY];
        for piece in pieces {
            for (found, byte) in found.iter_mut().zip(piece) {
                *found |= bit_of(*byte);
            }
        }
        let rest = rest.iter().map(|byte| bit_of(*byte));
        Self(
            found
                .into_iter()
                .chain(rest)
                .fold(0, |all, bits| all | bits),
        )
    }

    /// Whether it has a dollar.
    pub fn has_dollars(&self) -> bool {
        self.0 & DOLLAR != 0
    }

    /// Whether it has a carriage return.
    pub fn has_returns(&self) -> bool {
        self.0 & RETURN != 0
    }

    /// Whether it may have HTML.
    pub fn may_have_html(&self) -> bool {
        self.0 & LESS_THAN != 0
    }

    /// Whether it has a sign that would be read as a mark within an address.
    pub fn has_address_marks(&self) -> bool {
        self.0 & ADDRESS_MARK != 0
    }

    /// Whether it has characters other than those of ASCII.
    pub fn has_other_scripts(&self) -> bool {
        self.0 & NOT_ASCII != 0
    }
}

#[inline(always)]
fn bit_of(byte: u8) -> u8 {
    let bit = |is_there: bool, bit: u8| if is_there { bit } else { 0 };
    let is_address_mark = (byte == b'*') | (byte == b'$') | (byte == b'_') | (byte == b'~');
    bit(byte == b'$', DOLLAR)
        | bit(byte == b'\r', RETURN)
        | bit(byte == b'<', LESS_THAN)
        | bit(is_address_mark, ADDRESS_MARK)
        | bit(byte >= 0x80, NOT_ASCII)
}
