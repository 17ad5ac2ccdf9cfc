//! The outline of a page.

/// A block: its lines without the bullet, and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// Its lines, without properties.
    pub lines: Vec<String>,
    /// Its properties, in order, names in small letters with hyphens.
    pub properties: Vec<(String, String)>,
    /// The blocks below it.
    pub children: Vec<Block>,
}

impl Block {
    /// A property.
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads a text as an outline: what stands before the first bullet, and the blocks.
pub fn outline(text: &str) -> (Vec<String>, Vec<Block>) {
    let mut before = Vec::new();
    // Each block with how far in it stands; the tree is made when all are known.
    let mut flat: Vec<(usize, Block)> = Vec::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let bullet = bullet(line).filter(|_| fence.is_none());
        let words = match bullet {
            Some((indent, words)) => {
                flat.push((indent, Block::default()));
                words
            }
            None => continuation(line, flat.last().map(|(indent, _)| *indent)),
        };
        follow_fence(words, &mut fence);
        match flat.last_mut() {
            Some((_, block)) => block.lines.push(words.to_owned()),
            None => before.push(words.to_owned()),
        }
    }
    for (_, block) in &mut flat {
        take_properties(block);
    }
    let mut flat = flat.into_iter().peekable();
    let mut blocks = Vec::new();
    while flat.peek().is_some() {
        blocks.extend(tree(&mut flat, 0));
    }
    (before, blocks)
}

/// Blocks nest as deep as a page can show; deeper ones stand beside one another.
const MAX_DEPTH: usize = 40;

type Flat = std::iter::Peekable<std::vec::IntoIter<(usize, Block)>>;

/// The next block with all that stand further in.
fn tree(flat: &mut Flat, depth: usize) -> Option<Block> {
    let (indent, mut block) = flat.next()?;
    while depth < MAX_DEPTH && flat.peek().is_some_and(|(below, _)| *below > indent) {
        block.children.extend(tree(flat, depth + 1));
    }
    Some(block)
}

/// How far in a bullet stands, and what is behind it.
fn bullet(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches(['\t', ' ']);
    let indent = width(&line[..line.len() - words.len()]);
    match words {
        "-" => Some((indent, "")),
        words => words.strip_prefix("- ").map(|words| (indent, words)),
    }
}

/// A tab is as wide as the two blanks that stand for it elsewhere.
fn width(blanks: &str) -> usize {
    blanks.chars().map(|c| if c == '\t' { 2 } else { 1 }).sum()
}

/// A line that goes on with the block whose bullet stands so far in.
fn continuation(line: &str, indent: Option<usize>) -> &str {
    let Some(indent) = indent else { return line };
    let mut at = 0;
    let mut passed = 0;
    for c in line.chars() {
        if passed >= indent + 2 || !matches!(c, '\t' | ' ') {
            break;
        }
        passed += width(&c.to_string());
        at += c.len_utf8();
    }
    &line[at..]
}

/// Follows the fences of blocks of code from line to line.
pub fn follow_fence(line: &str, fence: &mut Option<String>) {
    let words = line.trim_start();
    match fence {
        Some(open)
            if words.starts_with(open.as_str())
                && words.trim_end().chars().all(|c| open.starts_with(c)) =>
        {
            *fence = None
        }
        Some(_) => {}
        None => {
            for sign in ['`', '~'] {
                let length = words.chars().take_while(|c| *c == sign).count();
                if length >= 3 {
                    *fence = Some(sign.to_string().repeat(length));
                }
            }
        }
    }
}

/// A line that is a property: its name and its value.
pub fn property(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once("::")?;
    let name = name.trim();
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '?'));
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_name && is_apart).then(|| {
        (
            name.to_lowercase().replace('_', "-"),
            value.trim().to_owned(),
        )
    })
}

/// Takes the properties, and the log of work, out of the lines of a block.
fn take_properties(block: &mut Block) {
    let mut fence = None;
    let mut is_in_log = false;
    let lines = std::mem::take(&mut block.lines);
    for line in lines {
        let was_code = fence.is_some();
        follow_fence(&line, &mut fence);
        let words = line.trim();
        if !was_code && words == ":LOGBOOK:" {
            is_in_log = true;
        } else if is_in_log {
            is_in_log = words != ":END:";
        } else if let Some(pair) = property(&line).filter(|_| !was_code && fence.is_none()) {
            block.properties.push(pair);
        } else {
            block.lines.push(line);
        }
    }
    while block
        .lines
        .last()
        .is_some_and(|line| line.trim().is_empty())
    {
        block.lines.pop();
    }
}
