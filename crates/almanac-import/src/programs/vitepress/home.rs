//! Home pages whose words are in front matter: `hero` and `features`. Read by VitePress, VuePress and Starlight.

use almanac_syntax::yaml::Node;

use crate::front_matter::{FrontMatter, yaml_text};

/// A page whose hero and features stand in its text; `None` for one that has none.
pub fn written(text: &str) -> Option<String> {
    if !["hero", "features", "home"]
        .iter()
        .any(|word| text.contains(word))
    {
        return None;
    }
    let mut head = FrontMatter::read(text);
    if head.is_broken() {
        return None;
    }
    let hero = head.get("hero").cloned();
    let features = head.get("features").cloned();
    let is_home = head.text("home").is_some_and(|home| home == "true");
    if hero.is_none() && features.is_none() && !is_home {
        return None;
    }
    let of_hero = |name: &str| word(hero.as_ref()?, name);
    let mut body = String::new();
    // VuePress has its words beside these fields.
    let own = |head: &FrontMatter<'_>, name: &str| head.text(name).map(str::to_owned);
    let title = of_hero("name")
        .or_else(|| of_hero("title"))
        .or_else(|| own(&head, "heroText"));
    if let Some(words) = of_hero("text") {
        body.push_str(&format!("{words}\n\n"));
    }
    let tagline = of_hero("tagline").or_else(|| own(&head, "tagline"));
    let actions = hero
        .as_ref()
        .and_then(|hero| hero.get("actions"))
        .or_else(|| head.get("actions"));
    let actions = actions
        .and_then(Node::as_sequence)
        .unwrap_or_default()
        .iter();
    let mut items: Vec<String> = actions.filter_map(action).collect();
    if let (Some(text), Some(link)) = (own(&head, "actionText"), own(&head, "actionLink")) {
        items.push(format!("- [{text}]({link})\n"));
    }
    let features = features
        .as_ref()
        .and_then(Node::as_sequence)
        .unwrap_or_default();
    items.extend(features.iter().map(feature));
    body.push_str(&items.concat());
    for name in [
        "hero",
        "features",
        "heroText",
        "tagline",
        "actionText",
        "actionLink",
        "actions",
    ] {
        head.remove(name);
    }
    match (title, head.text("title")) {
        (Some(title), None) => head.become_first("title", yaml_text(&title)),
        // What stands large on the page may be other words than its title.
        (Some(title), Some(own)) if title != own => body = format!("**{title}**\n\n{body}"),
        _ => {}
    }
    if let Some(tagline) = tagline {
        let has_summary = head.get("summary").is_some() || head.get("description").is_some();
        match has_summary {
            true => body = format!("{tagline}\n\n{body}"),
            false => head.set("summary", yaml_text(&tagline)),
        }
    }
    let rest = text[head.body()..].trim_start();
    let footer = head.text("footer").map(str::to_owned);
    let footer = footer.filter(|_| is_home);
    if footer.is_some() {
        head.remove("footer");
    }
    let footer = footer
        .map(|words| format!("\n{words}\n"))
        .unwrap_or_default();
    head.finish(Some(format!("{body}\n{rest}{footer}")))
}

fn word(node: &Node, name: &str) -> Option<String> {
    let text = node.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn action(node: &Node) -> Option<String> {
    Some(format!(
        "- [{}]({})\n",
        word(node, "text")?,
        word(node, "link")?
    ))
}

fn feature(node: &Node) -> String {
    let title = word(node, "title").unwrap_or_default();
    let (title, more) = match (word(node, "link"), word(node, "linkText")) {
        (Some(link), Some(words)) => (format!("**{title}**"), format!(" [{words}]({link})")),
        (Some(link), None) => (format!("[{title}]({link})"), String::new()),
        (None, _) => (format!("**{title}**"), String::new()),
    };
    match word(node, "details") {
        Some(details) => format!("- {title}: {details}{more}\n"),
        None => format!("- {title}{more}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn the_words_of_a_home_page_are_its_text() {
        let text = "---\nlayout: home\nhero:\n  name: Bees\n  text: All of them\n  tagline: They hum.\n  actions:\n    - text: Start\n      link: /guide/\nfeatures:\n  - title: Fast\n    details: Very.\n---\nMore.\n";
        assert_eq!(
            written(text).unwrap(),
            "---\ntitle: Bees\nlayout: home\nsummary: They hum.\n---\nAll of them\n\n- [Start](/guide/)\n- **Fast**: Very.\n\nMore.\n"
        );
        assert_eq!(written("---\ntitle: x\n---\nhero\n"), None);
    }
}
