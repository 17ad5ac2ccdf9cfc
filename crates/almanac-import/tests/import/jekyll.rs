//! Sites of Jekyll.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_site_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "_config.yml",
            "title: Bees\nurl: https://example.org\nbaseurl: /hive\nlang: en\nname: Ada\nexclude: [drafts.md]\ncollections:\n  makers:\n    output: true\ndefaults:\n  - scope:\n      path: \"\"\n      type: posts\n    values:\n      tags: [post]\n",
        ),
        (
            "_posts/2024-3-9-on-bees.md",
            "---\ncategories: a b\n---\nThe first words.\n\n<!--more-->\n\nCosts $5 or $6 and $$x$$. See [other]({% post_url 2024-03-10-other %}#A) and [page]({% link guide/start.md %}) by {{ site.name }}.\n",
        ),
        (
            "news/_posts/2024-03-10-other.md",
            "---\ntitle: Other\ntags: one two\n---\n# A\n",
        ),
        ("_posts/2999-01-01-later.md", "Not yet.\n"),
        ("_drafts/idea.md", "An idea.\n"),
        ("_makers/ada.md", "---\ntitle: Ada\n---\nShe makes.\n"),
        ("_layouts/x.md", "Layout.\n"),
        ("_includes/part.md", "A part.\n"),
        ("drafts.md", "Excluded.\n"),
        (
            "index.md",
            "---\ntitle: Home\nnav_order: 1\n---\n{% include part.md %} {% if x %}y{% endif %}\n\n* TOC\n{:toc}\n\n{: .note }\nMind *it*.\n\n{% raw %}{{ raw }}{% endraw %}\n\n{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n\n*[HTML]: Hyper Text\n\nHTML{::comment}gone{:/comment} here.\n{: #here .x }\n\n^\n\n[start]({{ '/guide/start.html' | relative_url }}) and [too]({{ site.baseurl }}/guide/start.html#a-b)\n",
        ),
        (
            "guide/start.md",
            "---\ntitle: Start\nparent: Home\nredirect_from: [/old/, /older]\n---\n## A & b\n",
        ),
        ("moved.md", "---\nredirect_to: /guide/start.html\n---\n"),
        ("hidden.md", "---\npublished: false\n---\nHidden.\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn days_in_other_scripts_stop_nothing() {
    let folders = Folders::with(&[
        ("_config.yml", "title: Bees\n"),
        (
            "_posts/2024-03-09-a.md",
            "---\ndate: 2024年03月09日\n---\nA.\n",
        ),
        ("_posts/é024-03-09.md", "B.\n"),
    ]);
    folders.import();
    assert!(folders.read("entries/a.md").contains("/2024/03/09/a.html"));
}

#[test]
fn what_is_no_post_is_held_back_and_addresses_follow_all_patterns() {
    let folders = Folders::with(&[
        (
            "_config.yml",
            "title: Bees\ntheme: minima\npermalink: weekdate\n",
        ),
        ("_posts/2024-03-09-a.md", "---\n---\nA.\n"),
        ("_posts/notes.md", "---\n---\nNo post.\n"),
        ("b.md", "---\nredirect_to: /2024/W10/Sat/a.html\n---\n"),
    ]);
    folders.import();
    let a = folders.read("entries/a.md");
    assert!(
        a.contains("/2024/W10/Sat/a.html") && a.contains("/b.html"),
        "{a}"
    );
    assert!(folders.read("entries/notes.md").contains("draft: true"));
}

#[test]
fn kramdown_is_read_with_names_of_attributes_and_headless_tables() {
    let folders = Folders::with(&[
        (
            "_config.yml",
            "title: Bees\ntheme: just-the-docs\ncallouts:\n  look: { title: Look here }\n",
        ),
        (
            "a.md",
            "---\nexcerpt_separator: <!--cut-->\n---\nFirst.\n\n<!--cut-->\n\n{:box: .x #id}\nIn it.\n{:box}\n\n- {:.c} item\n- b\n\n  {: .look }\n  boxed\n\n| 1 | 2 |\n{: .t box}\n\n- c\n\n  {% highlight rb %}\n  puts 1\n  {% endhighlight %}\n",
        ),
    ]);
    folders.imported();
    let a = folders.read("entries/a.md");
    for words in [
        "summary: First.",
        "In it.\n<a id=\"id\"></a>\n",
        "- item\n",
        "  > [!look] Look here\n  > boxed\n",
        "| | |\n|---|---|\n| 1 | 2 |\n",
        "  ```rb\n  puts 1\n  ```",
    ] {
        assert!(a.contains(words), "{words}: {a}");
    }
    assert!(!a.contains("{:") && !a.contains("cut"), "{a}");
}
