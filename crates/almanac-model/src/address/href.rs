//! Addresses as attributes of HTML and XML have them.

/// Appends an address as an attribute's value: what may not stand in an
/// address is percent-encoded, and what is encoded already is left so.
pub fn push_href(out: &mut String, address: &str) {
    let mut rest = address;
    while let Some(at) = rest.bytes().position(|byte| !stands_in_address(byte)) {
        out.push_str(&rest[..at]);
        let (special, after) = match rest[at..].char_indices().nth(1) {
            Some((length, _)) => rest[at..].split_at(length),
            None => (&rest[at..], ""),
        };
        match special {
            "&" => out.push_str("&amp;"),
            "'" => out.push_str("&#39;"),
            _ => {
                for byte in special.bytes() {
                    out.push('%');
                    out.push(char::from(HEX[usize::from(byte >> 4)]));
                    out.push(char::from(HEX[usize::from(byte & 15)]));
                }
            }
        }
        rest = after;
    }
    out.push_str(rest);
}

fn stands_in_address(byte: u8) -> bool {
    STAND_IN_ADDRESS[usize::from(byte)]
}

/// Of each byte whether it may stand in an address.
const STAND_IN_ADDRESS: [bool; 256] = {
    let marks = b"-_.~:/?#@!$()*+,;=%";
    let mut stand = [false; 256];
    let mut byte = 0;
    while byte < stand.len() {
        stand[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut mark = 0;
    while mark < marks.len() {
        stand[marks[mark] as usize] = true;
        mark += 1;
    }
    stand
};

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Returns an address as an attribute's value; see [`push_href`].
pub fn href(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    push_href(&mut out, address);
    out
}
