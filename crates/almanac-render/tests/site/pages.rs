//! What a reader sees of each sort of page but lists.

use almanac_model::Address;

use crate::reading::reading;
use crate::{compiled, html_at, site_of, small_almanac};

/// What a reader sees at an address of the small almanac.
pub fn read(address: &str) -> String {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    reading(&html_at(&site, address))
}

#[test]
fn a_path_says_why_each_step_comes_where_it_does() {
    insta::assert_snapshot!(read("paths/open-or-closed"), @r#"
    Learning path
    # Open or closed: who ships weights, and who guards them
    Mixed level · 3 steps · ~1 min
    Begin → </small/paths/open-or-closed/1>
    Should models be files that anyone may download?
    This path takes two labs and holds them side by side.
    Anyone who has heard the words and wants to know *who* does what.
    ## Steps
    -
    ### Open weights progress </small/paths/open-or-closed/1>
    Start here: it gives the words that every later step needs.
    Thread · introductory · 1 min
    -
    ### Example Lab </small/paths/open-or-closed/2>
    The clearest case of Open weights </small/entries/open-weights>.
    Organisation · introductory · 1 min
    -
    ### Other Lab </small/paths/open-or-closed/3>
    The other side of the line.
    Organisation · advanced · 1 min
    End of the path </small/paths/open-or-closed/end> 1 min
    Last changed 21 November 2026. Topics: Labs </small/topics/labs>.
    ## Related paths
    - Only the labs </small/paths/labs-only>
    > Cite this page
    As text
    “Open or closed: who ships weights, and who guards them.” Small almanac, version of 21 November 2026. https://example.org/small/paths/open-or-closed
    |
    BibTeX
    `@misc{open-or-closed-2026, author = {{Small almanac}}, title = {{Open or closed: who ships weights, and who guards them}}, year = {2026}, month = nov, note = {Version of 21 November 2026}, url = {https://example.org/small/paths/open-or-closed}, }`
    |
    CSL-JSON
    `[{"URL":"https://example.org/small/paths/open-or-closed","container-title":"Small almanac","id":"open-or-closed","issued":{"date-parts":[[2026,11,21]]},"title":"Open or closed: who ships weights, and who guards them","type":"webpage"}]`
    |
    "#);
}

#[test]
fn the_reader_shows_a_step_with_its_reason_and_all_its_content() {
    insta::assert_snapshot!(read("paths/open-or-closed/2"), @r#"
    The clearest case of Open weights </small/entries/open-weights>.
    # Example Lab
    Organisation · introductory · 1 min · last changed 20 November 2026 · its own page </small/entries/exlab>
    Read first
    - Open weights </small/entries/open-weights>: what *weights* are
    - licences </small/requested> (not written yet)
    > On this page
    - What it does <#what-it-does>
    - A section within <#a-section-within>
    - What it is not <#what-it-is-not>
    > Facts at a glance
    Facts about Example Lab
    Founded |
    2016^[1 <#note:1>]
    |
    Rival |
    Other Lab </small/entries/other-lab>
    |
    Models hosted |
    over 2.4 million models (may be out of date: to be checked since 30 September 2026)^[2 <#note:2>] as of March 2026
    > earlier
    1 million models^[2 <#note:2>] as of September 2024
    |
    Funding raised |
    $5 million^[1 <#note:1>] as of January 2026
    $7 million^[3 <#note:3>] as of January 2026
    sources disagree
    |
    Website |
    exlab.example <https://exlab.example/>^[1 <#note:1>]
    |
    Training data |
    *unknown*
    |
    Example Lab was founded in 2016 <#fact:founded>.^[1, sec. 3 <#note:1>]
    1
    About ExLab <https://exlab.example/about>
    ExLab, March 2025
    It hosts over 2.4 million <#fact:models-hosted> (may be out of date: to be checked since 30 September 2026)
    Models hosted, as of March 2026
    models,^[2 <#note:2>, 3 <#note:3>]
    2
    ExLab in numbers <https://exlab.example/stats?a=1&b=2>
    1 August 2026
    3
    Counting models: a second look <https://ledger.example/count>
    The Ledger
    up from 1 million <#fact:models-hosted>, and has raised $5 million <#fact:funding> or $7 million <#fact:funding> (sources disagree)
    Funding raised, as of January 2026
    . Its rival is Other Lab </small/entries/other-lab>, which was founded in 11 December 2015 </small/entries/other-lab#fact:founded>. Read how it began </small/threads/open-weights-progress#gpt2>, or Not Written (not written yet) </small/requested#not-written>, or the rival’s file </small/entries/other-lab#history>.^[2 <#note:2>]
    ## What it does #
    Note
    This is a note with `code`.
    Year | Models |
    2024 | 1 million <#fact:models-hosted> |
    2026 | over 2.4 million <#fact:models-hosted> (may be out of date: to be checked since 30 September 2026) |
    - Host models
    - Train models
    `fn main() { println!("<hello>"); // says hello } `
    The loss is L=−∑ipi
    log⁡
    qi, as the footnote says.^[a <#fn:1>]
    ### A section within #
    A raw tag, and <script>alert(1)</script> none.
    > Question About how many models did it host in March 2026?
    over 2.4 million <#fact:models-hosted> (may be out of date: to be checked since 30 September 2026), says its own page.^[2 <#note:2>]
    Example Lab hosts more models each yearModels hosted
    Example Lab, September 2024: 1 million (September 2024)
    Example Lab, September 2024
    1 million (September 2024)
    Example Lab, March 2026: over 2.4 million (March 2026), may be out of date
    Example Lab, March 2026
    over 2.4 million (March 2026)
    </small/entries/exlab#note:2>
    Example Lab, September 2024: 1 million (September 2024)
    Example Lab, September 2024
    1 million (September 2024)
    Example Lab, March 2026: over 2.4 million (March 2026), may be out of date
    Example Lab, March 2026
    over 2.4 million (March 2026)
    </small/entries/exlab#note:2>
    Sources: ExLab in numbers </small/entries/exlab#note:2>. Values of September 2024 to March 2026. Data: CSV </small/figures/exlab/example-lab-hosts-more-models-each-year.csv>, JSON </small/figures/exlab/example-lab-hosts-more-models-each-year.json>, SVG </small/figures/exlab/example-lab-hosts-more-models-each-year.svg>
    > The data as a table
    | Value | As of |
    Example Lab, September 2024 </small/entries/exlab#note:2> | 1 million | September 2024 |
    Example Lab, March 2026 </small/entries/exlab#note:2> | over 2.4 million | March 2026 |
    </small/entries/exlab#note:2>
    ## What it is not #
    A closed shop.
    ## Footnotes
    -
    Cross-entropy, in *nats*. ↩ <#fnref:1.1>
    Previous Open weights progress </small/paths/open-or-closed/1> Next Other Lab </small/paths/open-or-closed/3>
    ## Sources
    - About ExLab <https://exlab.example/about> ExLab, March 2025. Archived copy <https://archive.example/exlab>. exlab.example/about Cited: sec. 3 ↑ <#ref:1.1>
    - ExLab in numbers <https://exlab.example/stats?a=1&b=2> Ada Doe, Ben Roe. 1 August 2026. exlab.example/stats?a=1&b=2 ↑1 <#ref:2.1> ↑2 <#ref:2.2> ↑3 <#ref:2.3>
    - Counting models: a second look <https://ledger.example/count> The Ledger. ledger.example/count ↑ <#ref:3.1>
    </small/entries/exlab#note:2>
    "#);
}

#[test]
fn the_closing_page_sums_up_and_leads_on() {
    insta::assert_snapshot!(read("paths/open-or-closed/end"), @r#"
    The end of the path
    # Open or closed: who ships weights, and who guards them
    1 min
    Two labs, two answers. Neither is the last word.
    ## What was covered
    - Open weights progress </small/paths/open-or-closed/1>
    How publishing weights became usual.
    - Example Lab </small/paths/open-or-closed/2>
    Example Lab hosts models that anyone may download.
    - Other Lab </small/paths/open-or-closed/3>
    Other Lab keeps its weights.
    ## Questions to take away
    ### Example Lab </small/paths/open-or-closed/2>
    > Question About how many models did it host in March 2026?
    over 2.4 million </small/entries/exlab#fact:models-hosted> (may be out of date: to be checked since 30 September 2026), says its own page.^[1 <#note:1>]
    ## If the path changes later
    What you have read stays read. When a step has changed since, or a new one has come, the path’s page </small/paths/open-or-closed> says so beside it.
    ## Where next
    -
    ### Only the labs </small/paths/labs-only>
    One reading.
    Advanced level · 1 step · ~1 min
    - Labs </small/topics/labs>
    - All paths </small/paths/>
    - Your progress </small/progress>
    ## Sources
    - ExLab in numbers <https://exlab.example/stats?a=1&b=2> Ada Doe, Ben Roe. 1 August 2026. Read 20 November 2026. exlab.example/stats?a=1&b=2 ↑ <#ref:1.1>
    Previous Other Lab </small/paths/open-or-closed/3>
    "#);
}

#[test]
fn a_state_of_play_reaches_to_what_has_happened_and_not_to_what_is_planned() {
    let thread = "---\ntitle: Quay\n---\nIt is built.\n\n## 2024 · Begun\n\nSo.\n\n## 2031 · Opened\n\nSo.\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"T\"\n"),
        ("threads/quay.md", thread),
    ]);
    let page = html_at(&site_of(&compiled.snapshot), "threads/quay");
    assert!(
        page.contains("up to 2024") && !page.contains("up to 2031"),
        "{page}"
    );
}

#[test]
fn a_thread_reads_downward_through_time() {
    insta::assert_snapshot!(read("threads/open-weights-progress"), @r#"
    Thread
    # Open weights progress
    introductory · 1 min
    - 2015 <#habit>
    - 2019 <#gpt2>
    - 2023 <#many>
    ## State of play
    up to 2023
    Most labs publish *some* weights; none publishes all.^[1 <#note:1>]
    1
    Counting models: a second look <https://ledger.example/count>
    The Ledger
    See Example Lab </small/entries/exlab>.
    2015 </small/threads/open-weights-progress/habit> approximate, month not known
    ## A habit begins #
    Papers come with code.
    2019 14 Feb </small/threads/open-weights-progress/gpt2>
    ## GPT-2 is announced, its weights withheld #
    The weights are withheld.^[1 <#note:1>]
    2019 November </small/threads/open-weights-progress/gpt2-full> day not known
    ## The weights follow #
    All of them.
    2023 </small/threads/open-weights-progress/many> month not known
    ## Many follow #
    Too many to list.
    ## Sources
    - Counting models: a second look <https://ledger.example/count> The Ledger. Read 21 November 2026. ledger.example/count ↑1 <#ref:1.1> ↑2 <#ref:1.2> who cites this (source 1) </small/sources/ledger-count>
    ## A step of
    - Open or closed: who ships weights, and who guards them </small/paths/open-or-closed/1> step 1 of 3
    ## What links here
    - Example Lab </small/entries/exlab>
    ## Related
    - Other Lab </small/entries/other-lab> Organisation · 1 min
    ## Topics
    - Labs </small/topics/labs>
    > Cite this page
    As text
    “Open weights progress.” Small almanac. https://example.org/small/threads/open-weights-progress
    |
    BibTeX
    `@misc{open-weights-progress, author = {{Small almanac}}, title = {{Open weights progress}}, url = {https://example.org/small/threads/open-weights-progress}, }`
    |
    CSL-JSON
    `[{"URL":"https://example.org/small/threads/open-weights-progress","container-title":"Small almanac","id":"open-weights-progress","title":"Open weights progress","type":"webpage"}]`
    |
    "#);
}

#[test]
fn an_entry_that_is_not_written_says_so() {
    insta::assert_snapshot!(read("entries/open-weights"), @r#"
    Concept
    # Open weights
    introductory · 1 min
    This page is not written yet.
    > Cite this page
    As text
    “Open weights.” Small almanac. https://example.org/small/entries/open-weights
    |
    BibTeX
    `@misc{open-weights, author = {{Small almanac}}, title = {{Open weights}}, url = {https://example.org/small/entries/open-weights}, }`
    |
    CSL-JSON
    `[{"URL":"https://example.org/small/entries/open-weights","container-title":"Small almanac","id":"open-weights","title":"Open weights","type":"entry-encyclopedia"}]`
    |
    "#);
}

#[test]
fn a_source_says_who_cites_it() {
    insta::assert_snapshot!(read("sources/ledger-count"), @r#"
    Source · News
    # Counting models: a second look
    Address
    ledger.example/count <https://ledger.example/count> |
    Publisher
    The Ledger |
    Read
    21 November 2026 |
    Cite it as
    `[@ledger-count]` |
    ## Who cites it
    - Example Lab </small/entries/exlab> introductory · 1 min
    - It hosts over 2.4 million models, up from 1 million, and has raised $5 million or $7 million.
    - Funding raised: $7 million
    - Open weights progress </small/threads/open-weights-progress> introductory · 1 min
    - Most labs publish some weights; none publishes all.
    - The weights are withheld.
    - Other Lab </small/entries/other-lab> advanced · 1 min
    - Other Lab keeps what Example Lab gives away.
    - Founded: 11 December 2015
    "#);
}

#[test]
fn progress_needs_scripts_and_says_so() {
    insta::assert_snapshot!(read("progress"), @r#"
    # Your progress
    What you have read is kept in this browser and nowhere else. A step counts as read when you press Done, never because you scrolled.
    Keeping progress needs JavaScript. Everything can be read without it.
    "#);
}

#[test]
fn what_is_in_no_list_leads_to_the_list_and_the_past_of_no_page_to_its_neighbours() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let page = |path: &str| String::from_utf8(site.not_found(path).bytes).unwrap();
    for (path, words, list) in [
        (
            "/proposals/99",
            "There is no proposal 99.",
            "/small/proposals/",
        ),
        (
            "/reports/7",
            "A report has no page of its own.",
            "/small/reports/",
        ),
        (
            "/contributors/eve/undo",
            "of the name eve may write",
            "/small/contributors/",
        ),
        ("/changes/0123abc", "no change 0123abc", "/small/changes"),
    ] {
        let page = page(path).replace(['\u{2068}', '\u{2069}'], "");
        assert!(page.contains(words), "{path}: {page}");
        assert!(page.contains(&format!("href=\"{list}\"")), "{path}: {page}");
        assert!(!page.contains("Did you mean"), "{path}");
    }
    for behind in ["history", "history/0123abc", "at/2026-01-01", "edit"] {
        let page = page(&format!("/entries/exemple-lab/{behind}"));
        assert!(page.contains("/small/entries/exlab\""), "{behind}: {page}");
    }
}

#[test]
fn what_is_not_there_suggests_what_is_near() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let html = String::from_utf8(site.not_found("entries/exemple-lab").bytes).unwrap();
    insta::assert_snapshot!(reading(&html), @r#"
    # Nothing here
    There is no page at this address.
    Did you mean
    - Example Lab </small/entries/exlab>
    Search
    Search
    - Small almanac </small/>
    - All paths </small/paths/>
    - All entries </small/entries/>
    "#);
}

#[test]
fn former_slugs_lead_to_present_ones() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let redirect = |path: &str| {
        site.redirect(&Address::parse(path).unwrap())
            .map(|address| address.to_string())
    };
    assert_eq!(
        redirect("entries/example-laboratory").as_deref(),
        Some("entries/exlab")
    );
    assert_eq!(
        redirect("entries/open-weights-progress").as_deref(),
        Some("threads/open-weights-progress")
    );
    assert_eq!(redirect("entries/exlab"), None);
    assert_eq!(redirect("entries/none"), None);
}

#[test]
fn an_editor_is_told_what_the_compiler_said() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot).live(&compiled.report);
    let html = html_at(&site, "entries/exlab");
    assert!(html.contains("The compiler found"), "{html}");
    assert!(html.contains("entries/exlab.md:12"), "{html}");
    assert!(html.contains("/small/assets/live."), "{html}");
}

#[test]
fn an_entry_says_how_it_is_cited() {
    let html = crate::file("entries/exlab");
    let folded = html.split("<details class=\"cite-page\">").nth(1).unwrap();
    insta::assert_snapshot!(folded.split("</details>").next().unwrap(), @r#"

    <summary>Cite this page</summary>
    <dl>
    <dt>As text</dt><dd><p><bdi>“Example Lab.” Small almanac, version of 20 November 2026. https://example.org/small/entries/exlab</bdi></p></dd>
    <dt>BibTeX</dt><dd><pre dir="ltr"><code>@misc{exlab-2026,
      author = {{Small almanac}},
      title = {{Example Lab}},
      year = {2026},
      month = nov,
      note = {Version of 20 November 2026},
      url = {https://example.org/small/entries/exlab},
    }</code></pre></dd>
    <dt>CSL-JSON</dt><dd><pre dir="ltr"><code>[{&#34;URL&#34;:&#34;https://example.org/small/entries/exlab&#34;,&#34;container-title&#34;:&#34;Small almanac&#34;,&#34;id&#34;:&#34;exlab&#34;,&#34;issued&#34;:{&#34;date-parts&#34;:[[2026,11,20]]},&#34;title&#34;:&#34;Example Lab&#34;,&#34;type&#34;:&#34;entry-encyclopedia&#34;}]</code></pre></dd>
    </dl>
    "#);
}

#[test]
fn a_quantity_has_its_unit_where_the_insert_asks_for_it() {
    let config = "title = \"Lights\"\n[properties.height]\nlabel = \"Height\"\ntype = \"quantity\"\nunit = \"metres\"\n\
                  [properties.built]\nlabel = \"Built\"\ntype = \"date\"\n";
    let lamp = "---\ntitle: Lamp\nfacts:\n  height: { value: about 19, sources: [guide] }\n  \
                built: { value: 1890, sources: [guide] }\n\
                sources: [{ key: guide, title: A guide, url: \"https://example.org/\" }]\n---\n\
                It is {{height}} high, {{height:unit}}, {{lamp/height : unit}}, and of {{built:unit}}.[@guide]\n";
    let compiled = compiled([("almanac.toml", config), ("entries/lamp.md", lamp)]);
    let page = html_at(&site_of(&compiled.snapshot), "entries/lamp");
    let values: Vec<&str> = page
        .split("<a class=\"fact\"")
        .skip(1)
        .filter_map(|insert| insert.split_once('>')?.1.split_once("</a>"))
        .map(|(value, _)| value)
        .collect();
    assert_eq!(
        values,
        [
            "<data value=\"19\">about 19</data>",
            "<data value=\"19\">about 19 metres</data>",
            "<data value=\"19\">about 19 metres</data>",
            "<time datetime=\"1890\">1890</time>",
        ]
    );
}

#[test]
fn a_value_that_has_ended_is_among_the_earlier_ones() {
    let config = "title = \"Lights\"\n[properties.keeper]\nlabel = \"Keeper\"\ntype = \"text\"\n\
                  [properties.owner]\nlabel = \"Owner\"\ntype = \"text\"\n";
    let lamp = "---\ntitle: Lamp\nfacts:\n  keeper:\n    \
                - { value: Ann, applies_to: the tower, until: 2019, sources: [guide] }\n    \
                - { value: Bea, applies_to: the house, sources: [guide] }\n    \
                - { value: Cay, applies_to: the boat, until: 2999, sources: [guide] }\n  \
                owner: { value: Dan, until: 2010, sources: [guide] }\n\
                sources: [{ key: guide, title: A guide, url: \"https://example.org/\" }]\n---\n\
                It is kept.[@guide]\n";
    let compiled = compiled([("almanac.toml", config), ("entries/lamp.md", lamp)]);
    let page = html_at(&site_of(&compiled.snapshot), "entries/lamp");
    let place = |name: &str| {
        page.find(name)
            .unwrap_or_else(|| panic!("no {name}: {page}"))
    };
    let earlier = place("<details class=\"earlier\"");
    assert!(place("Bea") < earlier && place("Cay") < earlier && earlier < place("Ann"));
    // Nothing else is known of who owns it.
    assert_eq!(page.matches("class=\"earlier\"").count(), 1);
    assert!(page.contains("Dan"));
}
