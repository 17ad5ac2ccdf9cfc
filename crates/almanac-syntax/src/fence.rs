//! The fences of code blocks: whether one is closed, and whether another block begins in it.

/// A fenced block, from the first sign of its fence to its end.
pub(crate) struct Fence<'t> {
    block: &'t str,
    sign: char,
    length: usize,
}

impl<'t> Fence<'t> {
    /// The fence that a fenced block begins with.
    pub fn new(block: &'t str) -> Self {
        let sign = if block.starts_with('~') { '~' } else { '`' };
        Self {
            block,
            sign,
            length: sign_count(block, sign),
        }
    }

    /// Whether the last line of the block is a fence like its first.
    pub fn is_closed(&self) -> bool {
        let Some(start) = self.block.trim_end().rfind(['\n', '\r']) else {
            return false;
        };
        let last = self.block[start + 1..].trim_matches([' ', '\t', '>', '\n', '\r']);
        last.len() >= self.length && last.chars().all(|c| c == self.sign)
    }

    /// The line in the block that would begin another one, if this one were closed before it: a fence of the same sign,
    /// at least as long, with a word behind it. No fence that closes a block has one.
    pub fn inner_fence(&self) -> Option<&'t str> {
        let mut lines = self.block.split(['\n', '\r']).skip(1);
        lines.find_map(|line| {
            let fence = line.trim_start_matches([' ', '\t', '>']);
            // Deeper than that, it is an example in code.
            let is_deep = line.len() - fence.len() > MAX_INDENT;
            let count = sign_count(fence, self.sign);
            let word = fence[count..].trim();
            let is_fence = count >= self.length
                && word.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '{' | '.'))
                && (self.sign == '~' || !word.contains('`'));
            (is_fence && !is_deep).then_some(fence.trim_end())
        })
    }
}

/// How far in a fence is looked for: as far as one in a list in a list stands.
const MAX_INDENT: usize = 12;

fn sign_count(text: &str, sign: char) -> usize {
    text.chars().take_while(|c| *c == sign).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_begins_in_another_is_found() {
        for (block, inner) in [
            (
                "```json\n{}\n\n```figure\ntype: bar\n```",
                Some("```figure"),
            ),
            ("```\na\n````rust\n```", Some("````rust")),
            ("~~~\n~~~ {.py}\n~~~", Some("~~~ {.py}")),
            ("```\n> ```js\n> ```", Some("```js")),
            ("````md\n```js\n```\n````", None),
            ("~~~md\n```js\n```\n~~~", None),
            ("```sh\n```echo``` is code\n```", None),
            ("```sh\n``` \n", None),
        ] {
            assert_eq!(Fence::new(block).inner_fence(), inner, "{block}");
        }
    }
}
