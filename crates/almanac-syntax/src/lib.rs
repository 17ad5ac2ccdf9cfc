//! Files to spanned Markdown: front matter, wiki links, citations, facts; never fails.
