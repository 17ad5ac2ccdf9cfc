//! Tabs, which are titled sections here: all of their words are there without a script. Read by all programs for sites that
//! have tabs.

/// A tab: its title in a line of its own, then what it holds.
pub fn tab(title: &str, inner: &str) -> String {
    let inner = inner.trim_matches(['\n', '\r']);
    match title.trim() {
        "" => format!("{inner}\n\n"),
        title => format!("**{}**\n\n{inner}\n\n", title.replace("**", "")),
    }
}
