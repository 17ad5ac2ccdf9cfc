//! The same small almanac in thirteen languages: what is counted, named, sorted, written and checked in each.

use almanac_compile::Compiled;
use almanac_model::{LinkTarget, slugify};

use crate::{compiled, html_at, site_of};

/// What is said of bees in a language.
struct Told {
    tag: &'static str,
    /// The title of the entry about bees, which is the name of its file too.
    bees: &'static str,
    /// The same name in another case or form of Unicode, as somebody else may type it.
    named: &'static str,
    heading: &'static str,
    cited: &'static str,
    uncited: &'static str,
    /// A question, which needs no source however long it is.
    asked: &'static str,
    /// Titles of other entries, in no order.
    others: [&'static str; 4],
    labels: [&'static str; 3],
}

const LANGUAGES: [Told; 13] = [
    Told {
        tag: "ar",
        bees: "نحل العسل",
        named: "\u{200f}نحل  العسل",
        heading: "الغذاء",
        cited: "يعيش نحل العسل في مستعمرات. لكل مستعمرة ملكة واحدة وآلاف العاملات.",
        uncited: "تجمع العاملات الرحيق من الأزهار وتحمله إلى الخلية، ثم تصنع منه العسل الذي تأكله في الشتاء.",
        asked: "كم عاملة تعيش في الخلية في الصيف، وكم منها يبقى حتى نهاية الشتاء الطويل البارد؟",
        others: ["الفصل 10", "تفاح", "الفصل 9", "أرض"],
        labels: ["العاملات", "الماء", "الوصف"],
    },
    Told {
        tag: "fa",
        bees: "زنبور عسل",
        named: "زنبور\u{200c} عسل",
        heading: "غذا",
        cited: "زنبورهای عسل در کلنی زندگی می\u{200c}کنند. هر کلنی یک ملکه و هزاران کارگر دارد.",
        uncited: "کارگران شهد گل\u{200c}ها را گرد می\u{200c}آورند و به کندو می\u{200c}برند و از آن عسلی می\u{200c}سازند که در زمستان می\u{200c}خورند.",
        asked: "در تابستان چند کارگر در کندو زندگی می\u{200c}کنند و چند تا از آن\u{200c}ها تا پایان زمستان زنده می\u{200c}مانند؟",
        others: ["گل", "پدر", "فصل ۱۰", "فصل ۹"],
        labels: ["کارگران", "آب", "توصیف"],
    },
    Told {
        tag: "he",
        bees: "דבורת הדבש",
        named: "דבורת\u{200f} הדבש",
        heading: "מזון",
        cited: "דבורי הדבש חיות במושבות. בכל מושבה מלכה אחת ואלפי פועלות.",
        uncited: "הפועלות אוספות צוף מפרחים, נושאות אותו אל הכוורת ומכינות ממנו את הדבש שהן אוכלות בחורף.",
        asked: "כמה פועלות חיות בכוורת בקיץ, וכמה מהן נשארות בה עד סוף החורף הקר והארוך?",
        others: ["פרק 10", "גן", "פרק 9", "אור"],
        labels: ["פועלות", "מים", "תיאור"],
    },
    Told {
        tag: "hi",
        bees: "मधुमक्खी",
        named: "मधुमक्खी ",
        heading: "भोजन",
        cited: "मधुमक्खियाँ छत्तों में रहती हैं। हर छत्ते में एक रानी और हज़ारों श्रमिक होती हैं।",
        uncited: "श्रमिक मधुमक्खियाँ फूलों से रस लाती हैं और छत्ते में उससे शहद बनाती हैं, जिसे वे सर्दियों में खाती हैं।",
        asked: "गर्मियों में एक छत्ते में कितनी श्रमिक मधुमक्खियाँ रहती हैं और सर्दियों के अंत तक कितनी बचती हैं?",
        others: ["कमल", "अध्याय 10", "अध्याय 9", "गीत"],
        labels: ["श्रमिक", "पानी", "वर्णन"],
    },
    Told {
        tag: "th",
        bees: "ผึ้งน้ำหวาน",
        named: "ผึ้ง\u{200b}น้ำหวาน",
        heading: "อาหาร",
        cited: "ผึ้งอยู่รวมกันเป็นรัง แต่ละรังมีนางพญาหนึ่งตัวและผึ้งงานหลายพันตัว",
        uncited: "ผึ้งงานเก็บน้ำหวานจากดอกไม้แล้วนำกลับมาที่รังเพื่อทำน้ำผึ้งซึ่งเป็นอาหารในฤดูหนาว",
        asked: "ในฤดูร้อนมีผึ้งงานอยู่ในรังกี่ตัว และเหลืออยู่กี่ตัวเมื่อสิ้นสุดฤดูหนาวที่ยาวนาน?",
        others: ["ไก่", "บทที่ 10", "บทที่ 9", "กล้วย"],
        labels: ["ผึ้งงาน", "น้ำ", "คำบรรยาย"],
    },
    Told {
        tag: "km",
        bees: "ឃ្មុំទឹកឃ្មុំ",
        named: "ឃ្មុំ\u{200b}ទឹកឃ្មុំ",
        heading: "អាហារ",
        cited: "ឃ្មុំរស់នៅជាសំបុក។ សំបុកនីមួយៗមានមេឃ្មុំមួយនិងឃ្មុំធ្វើការរាប់ពាន់។",
        uncited: "ឃ្មុំធ្វើការប្រមូលទឹកដមពីផ្កា ហើយយកទៅសំបុកដើម្បីធ្វើទឹកឃ្មុំសម្រាប់ស៊ីនៅរដូវរងា។",
        asked: "តើមានឃ្មុំធ្វើការប៉ុន្មានក្បាលរស់នៅក្នុងសំបុកមួយ ហើយនៅសល់ប៉ុន្មានក្បាលនៅចុងរដូវរងា?",
        others: ["គោ", "មេរៀនទី 10", "មេរៀនទី 9", "កង់"],
        labels: ["ឃ្មុំធ្វើការ", "ទឹក", "ការពិពណ៌នា"],
    },
    Told {
        tag: "zh",
        bees: "蜜蜂",
        named: "蜜蜂\u{fe0e}",
        heading: "食物",
        cited: "蜜蜂成群生活。每个蜂群有一只蜂王和成千上万只工蜂。",
        uncited: "工蜂从花中采集花蜜，带回蜂巢，酿成蜂蜜，作为冬天的食物。",
        asked: "夏天一个蜂巢里有多少只工蜂，漫长寒冷的冬天过后又剩下多少只？",
        others: ["中国", "第10章", "第9章", "阿里"],
        labels: ["工蜂", "水", "描述"],
    },
    Told {
        tag: "ja",
        bees: "ミツバチ",
        named: "ミツハ\u{3099}チ",
        heading: "食べ物",
        cited: "ミツバチは群れで暮らします。群れには一匹の女王と何千もの働きバチがいます。",
        uncited: "働きバチは花から蜜を集めて巣に運び、冬に食べるための蜂蜜を作ります。",
        asked: "夏の巣には働きバチが何匹いて、長く寒い冬の終わりには何匹が残っていますか？",
        others: ["さくら", "かさ", "第10章", "第9章"],
        labels: ["働きバチ", "水分", "記載"],
    },
    Told {
        tag: "ko",
        bees: "꿀벌",
        named: "\u{1101}\u{116e}\u{11af}\u{1107}\u{1165}\u{11af}",
        heading: "먹이",
        cited: "꿀벌은 무리를 지어 산다. 무리마다 여왕벌 한 마리와 수천 마리의 일벌이 있다.",
        uncited: "일벌은 꽃에서 꿀을 모아 벌집으로 나르고 그것으로 겨울에 먹을 벌꿀을 많이 만들어 둔다.",
        asked: "여름에 벌집 하나에는 일벌이 몇 마리나 살고 길고 추운 겨울이 끝나면 몇 마리가 남는가?",
        others: ["다리", "제10장", "제9장", "가나"],
        labels: ["일벌", "수분", "기재"],
    },
    Told {
        tag: "tr",
        bees: "Işıldayan bal arısı",
        named: "IŞILDAYAN BAL ARISI",
        heading: "Besin",
        cited: "Bal arıları koloniler hâlinde yaşar. Her kolonide bir kraliçe ve binlerce işçi bulunur.",
        uncited: "İşçiler çiçeklerden nektar toplar, kovana taşır ve ondan kışın yedikleri balı yaparak peteklerde saklar.",
        asked: "Yazın bir kovanda kaç işçi arı yaşar ve uzun, soğuk kışın sonunda bunlardan kaçı sağ kalır?",
        others: ["İnce", "Bölüm 10", "Bölüm 9", "Ilık"],
        labels: ["İşçiler", "Su", "Tanım"],
    },
    Told {
        tag: "vi",
        bees: "Ong mật",
        named: "ONG MA\u{323}\u{302}T",
        heading: "Thức ăn",
        cited: "Ong mật sống thành đàn. Mỗi đàn có một ong chúa và hàng nghìn ong thợ.",
        uncited: "Ong thợ hút mật từ hoa, mang về tổ và làm thành mật ong để ăn vào mùa đông.",
        asked: "Vào mùa hè có bao nhiêu ong thợ sống trong một tổ và cuối mùa đông còn lại bao nhiêu con?",
        others: ["Đá", "Chương 10", "Chương 9", "Da"],
        labels: ["Ong thợ", "Nước", "Mô tả"],
    },
    Told {
        tag: "de",
        bees: "Größere Honigbiene",
        named: "GRO\u{308}SSERE HONIGBIENE",
        heading: "Nahrung & Tracht",
        cited: "Honigbienen leben in Völkern. Zu jedem Volk gehören eine Königin und Tausende Arbeiterinnen.",
        uncited: "Die Arbeiterinnen sammeln Nektar, tragen ihn in den Stock und machen daraus den Honig, von dem sie im Winter leben.",
        asked: "Wie viele Arbeiterinnen leben im Sommer in einem Stock, und wie viele bleiben am Ende des langen Winters übrig?",
        others: ["Zebra", "Kapitel 10", "Kapitel 9", "Äpfel"],
        labels: ["Arbeiterinnen", "Wasser", "Beschreibung"],
    },
    Told {
        tag: "pl",
        bees: "Pszczoła miodna",
        named: "PSZCZOŁA MIODNA",
        heading: "Żywność",
        cited: "Pszczoły żyją w rodzinach. W każdej rodzinie jest jedna królowa i tysiące robotnic.",
        uncited: "Robotnice zbierają nektar z kwiatów, niosą go do ula i robią z niego miód, który jedzą zimą.",
        asked: "Ile robotnic żyje latem w jednym ulu i ile z nich zostaje pod koniec długiej i mroźnej zimy?",
        others: ["Żaba", "Rozdział 10", "Rozdział 9", "Łoś"],
        labels: ["Robotnice", "Woda", "Opis"],
    },
];

impl Told {
    fn almanac(&self) -> Compiled {
        let [workers, water, described] = self.labels;
        let config = format!(
            "title = \"{}\"\nlanguage = \"{}\"\nbase_url = \"https://example.org/\"\n\
             [properties.workers]\nlabel = \"{workers}\"\ntype = \"quantity\"\n\
             [properties.water]\nlabel = \"{water}\"\ntype = \"quantity\"\nunit = \"%\"\n\
             [properties.described]\nlabel = \"{described}\"\ntype = \"date\"\n",
            self.bees, self.tag
        );
        let bees = format!(
            "---\ntitle: {}\nupdated: 2026-04-24\nfacts:\n  workers: {{ value: about 50000, sources: [linnaeus-1758], as_of: 2014, until: 2018 }}\n  \
             water: {{ value: up to 20, sources: [linnaeus-1758] }}\n  described: {{ value: 1758~, sources: [linnaeus-1758] }}\n\
             sources: [{{ key: linnaeus-1758, title: Systema naturae, url: \"https://example.org/\", accessed_date: 2026-01-01 }}]\n---\n\
             {}[@linnaeus-1758]\n\n## {}\n\n{} `if (a[0] > 1)`\n\n{}\n\n{{{{workers}}}}, {{{{water}}}}, {{{{described}}}}\n",
            self.bees, self.cited, self.heading, self.uncited, self.asked
        );
        let linking = format!("---\ntitle: A\n---\n[[{}]] [[{}]]\n", self.named, self.bees);
        let others = self
            .others
            .map(|title| format!("---\ntitle: {title}\n---\n"));
        let names = self
            .others
            .map(|title| format!("entries/{}.md", slugify(title)));
        let mut files = vec![
            ("almanac.toml".to_owned(), config),
            (format!("entries/{}.md", slugify(self.bees)), bees),
            ("threads/a.md".to_owned(), linking),
        ];
        files.extend(names.into_iter().zip(others));
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        compiled(files)
    }
}

/// What stands between two marks, at their first places.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let (_, rest) = page
        .split_once(before)
        .unwrap_or_else(|| panic!("{before} is not in {page}"));
    rest.split_once(after).unwrap().0
}

/// The words of markup, without its tags.
fn words(markup: &str) -> String {
    let parts = markup
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    parts.collect()
}

#[test]
fn real_text_is_read_sorted_and_written_in_thirteen_languages() {
    let mut said = String::new();
    for told in &LANGUAGES {
        let compiled = told.almanac();
        let (snapshot, report) = (&compiled.snapshot, &compiled.report);
        assert_eq!(report.errors(), 0, "{report:?}");
        let site = site_of(snapshot);
        let LinkTarget::Page(index) = snapshot.resolve(told.bees) else {
            panic!("{} is not found", told.bees);
        };
        let bees = snapshot.page(index);
        let named = snapshot.resolve(told.named);
        let uncited = report.diagnostics.iter();
        let uncited: Vec<u32> = uncited
            .filter(|found| found.name == "uncited-paragraph")
            .map(|found| found.place.start.line)
            .collect();
        let page = html_at(&site, &format!("entries/{}", bees.slug));
        let list = html_at(&site, "entries/");
        let titles: Vec<&str> = list.split("<a class=\"title\"").skip(1).collect();
        let titles: Vec<String> = titles
            .iter()
            .map(|rest| words(between(rest, ">", "</a>")))
            .collect();
        let titles: Vec<&str> = titles
            .iter()
            .map(|title| title.as_str())
            .filter(|title| *title != told.bees)
            .collect();
        let feed = html_at(&site, "feed.xml");
        let json = html_at(&site, &format!("entries/{}.json", bees.slug));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let in_json = json["facts"].as_array().unwrap().iter();
        let in_json: Vec<String> = in_json
            .map(|fact| format!("{} {}", fact["value"], fact["text"]))
            .collect();
        let inserted = page.split("<a class=\"fact\"").skip(1);
        let inserted: Vec<String> = inserted
            .map(|rest| words(between(rest, ">", "</a>")))
            .collect();
        let in_box = |property: &str| {
            let row = between(&page, &format!("<tr id=\"fact:{property}\">"), "</tr>");
            let value = between(row, "<div class=\"value\">", "</div>");
            words(value.split("<sup").next().unwrap()).trim().to_owned()
        };
        said.push_str(&format!(
            "{} {}: {} words in {} s, /{}#{}, named: {}, uncited: {uncited:?}\n  text: {}\n  box: {}, {}\n  json: {}\n  {}\n",
            told.tag,
            between(&page, "<html ", " data-base"),
            almanac_syntax::count_words(&format!("{} {}", told.cited, told.uncited)),
            bees.reading_time.seconds().round(),
            bees.slug,
            bees.outline[0].anchor,
            named == LinkTarget::Page(index),
            inserted.join(" | "),
            in_box("workers"),
            in_box("water"),
            in_json.join(", "),
            titles.join(" < "),
        ));
        assert_eq!(between(&feed, "xml:lang=\"", "\""), told.tag);
        assert_eq!(
            between(&feed, "<updated>", "</updated>"),
            "2026-04-24T00:00:00Z"
        );
        assert!(page.contains("if (a[0] &gt; 1)</code>"), "{page}");
    }
    insta::assert_snapshot!(said, @r##"
    ar lang="ar" dir="rtl": 27 words in 21 s, /نحل-العسل#الغذاء, named: true, uncited: [14]
      text: نحو ٥٠٬٠٠٠ | ٢٠ على الأكثر | نحو ١٧٥٨
      box: نحو ٥٠٬٠٠٠, ٢٠٪ على الأكثر
      json: 50000 "نحو ٥٠٬٠٠٠", 20 "٢٠ على الأكثر", "1758~" "نحو ١٧٥٨"
      أرض < الفصل 9 < الفصل 10 < تفاح
    fa lang="fa" dir="rtl": 33 words in 18 s, /زنبور-عسل#غذا, named: true, uncited: [14]
      text: ~۵۰٬۰۰۰ | ≤ ۲۰ | ~۱۷۵۸
      box: ~۵۰٬۰۰۰, ≤ ۲۰%
      json: 50000 "~۵۰٬۰۰۰", 20 "≤ ۲۰", "1758~" "~۱۷۵۸"
      پدر < فصل ۹ < فصل ۱۰ < گل
    he lang="he" dir="rtl": 25 words in 14 s, /דבורת-הדבש#מזון, named: true, uncited: [14]
      text: ~50,000 | ≤ 20 | ~1758
      box: ~50,000, ≤ 20%
      json: 50000 "~50,000", 20 "≤ 20", "1758~" "~1758"
      אור < גן < פרק 9 < פרק 10
    hi lang="hi" dir="ltr": 35 words in 19 s, /मधुमक्खी#भोजन, named: true, uncited: [14]
      text: ~50,000 | ≤ 20 | ~1758
      box: ~50,000, ≤ 20%
      json: 50000 "~50,000", 20 "≤ 20", "1758~" "~1758"
      अध्याय 9 < अध्याय 10 < कमल < गीत
    th lang="th" dir="ltr": 43 words in 23 s, /ผึ้งน้ำหวาน#อาหาร, named: true, uncited: [14]
      text: ~50,000 | ≤ 20 | ~ค.ศ. 1758
      box: ~50,000, ≤ 20%
      json: 50000 "~50,000", 20 "≤ 20", "1758~" "~ค.ศ. 1758"
      กล้วย < ไก่ < บทที่ 9 < บทที่ 10
    km lang="km" dir="ltr": 31 words in 17 s, /ឃ្មុំទឹកឃ្មុំ#អាហារ, named: true, uncited: [14]
      text: ~50,000 | ≤ 20 | ~1758
      box: ~50,000, ≤ 20%
      json: 50000 "~50,000", 20 "≤ 20", "1758~" "~1758"
      កង់ < គោ < មេរៀនទី 9 < មេរៀនទី 10
    zh lang="zh" dir="ltr": 29 words in 20 s, /蜜蜂#食物, named: true, uncited: [14]
      text: 约 50,000 | 至多 20 | 1758年前后
      box: 约 50,000, 至多 20%
      json: 50000 "约 50,000", 20 "至多 20", "1758~" "1758年前后"
      阿里 < 第9章 < 第10章 < 中国
    ja lang="ja" dir="ltr": 41 words in 23 s, /ミツバチ#食べ物, named: true, uncited: [14]
      text: 約50,000 | ≤ 20 | 約1758年
      box: 約50,000, ≤ 20%
      json: 50000 "約50,000", 20 "≤ 20", "1758~" "約1758年"
      かさ < さくら < 第9章 < 第10章
    ko lang="ko" dir="ltr": 25 words in 15 s, /꿀벌#먹이, named: true, uncited: [14]
      text: ~50,000 | ≤ 20 | ~1758년
      box: ~50,000, ≤ 20%
      json: 50000 "~50,000", 20 "≤ 20", "1758~" "~1758년"
      가나 < 다리 < 제9장 < 제10장
    tr lang="tr" dir="ltr": 27 words in 18 s, /işıldayan-bal-arısı#besin, named: true, uncited: [14]
      text: ~50.000 | ≤ 20 | ~1758
      box: ~50.000, ≤ %20
      json: 50000 "~50.000", 20 "≤ 20", "1758~" "~1758"
      Bölüm 9 < Bölüm 10 < Ilık < İnce
    vi lang="vi" dir="ltr": 35 words in 20 s, /ong-mật#thức-ăn, named: true, uncited: [14]
      text: ~50.000 | ≤ 20 | ~1758
      box: ~50.000, ≤ 20%
      json: 50000 "~50.000", 20 "≤ 20", "1758~" "~1758"
      Chương 9 < Chương 10 < Da < Đá
    de lang="de" dir="ltr": 33 words in 20 s, /größere-honigbiene#nahrung--tracht, named: true, uncited: [14]
      text: rund 50.000 | bis zu 20 | um 1758
      box: rund 50.000, bis zu 20 %
      json: 50000 "rund 50.000", 20 "bis zu 20", "1758~" "um 1758"
      Äpfel < Kapitel 9 < Kapitel 10 < Zebra
    pl lang="pl" dir="ltr": 30 words in 19 s, /pszczoła-miodna#żywność, named: true, uncited: [14]
      text: ~50 000 | ≤ 20 | ~1758
      box: ~50 000, ≤ 20%
      json: 50000 "~50 000", 20 "≤ 20", "1758~" "~1758"
      Łoś < Rozdział 9 < Rozdział 10 < Żaba
    "##);
}
