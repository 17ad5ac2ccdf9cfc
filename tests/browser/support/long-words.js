// An almanac whose every name, value and address is longer than a telephone is wide.

import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, temporaryFolder } from "./almanac.js";

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const ADDRESS = `https://example.org/${"a-very-long-part-of-an-address".repeat(6)}`;
const CODE = "x".repeat(300);

const entry = (id, title, requires, part = WORD) => `---
id: ${id}
title: "${title}"
kind: thing
level: introductory
summary: "Of ${WORD}."
topics: [long-${"topic".repeat(20)}]
${requires}
facts:
  website: [{ value: "${ADDRESS}", as_of: 2026-01, sources: [long-source] }]
  weight: [{ value: 12, as_of: 2026-01, sources: [long-source], applies_to: "${part}" }]
  maker: [{ value: "${WORD}${WORD}", as_of: 2026-01, sources: [long-source] }]
---
It is called ${WORD}${WORD}.[@long-source, ${WORD}] See <${ADDRESS}>, \`${CODE}\` and [[${WORD}-that-is-not-written]].[^note]

## ${WORD} {#long}

| ${WORD} | b | c | d | e |
|---|---|---|---|---|
| ${WORD} | ${WORD} | 1 | 2 | 3 |

> ${WORD}${WORD}

- ${WORD}${WORD}

${WORD}
:   ${ADDRESS}

\`\`\`toml
${CODE} = "${CODE}"
\`\`\`

$$${Array.from({ length: 60 }, (_, index) => `x_{${index}}`).join("+")}$$

\`\`\`question
id: q${id}
ask: "${WORD}?"
answer: "${WORD}${WORD}."
\`\`\`

\`\`\`figure
type: bar
title: "${WORD} by weight"
subtitle: "${WORD}"
property: weight
entries: [third]
\`\`\`

[^note]: ${ADDRESS}
`;

const FILES = {
  "almanac.toml": `title = "${WORD}"
description = "${WORD}"
language = "en"
licence = "CC0-1.0"

[theme]
footer = "${WORD} ${ADDRESS}"

[kinds]
thing = "${WORD}"

[properties.website]
label = "${WORD}"
type = "link"

[properties.weight]
label = "${WORD}"
type = "quantity"
unit = "grams"

[properties.maker]
label = "${WORD}"
type = "text"
`,
  "topics.yaml": `long-${"topic".repeat(20)}:\n  title: ${WORD}\n  description: ${WORD}\n`,
  "sources.yaml": `long-source:\n  url: ${ADDRESS}\n  title: "${WORD}"\n  publisher: "${WORD}"\n  published: 2026-01-01\n  accessed_date: 2026-01-02\n  note: "${WORD}"\n`,
  "entries/first.md": entry("first1", `${WORD}${WORD}`, ""),
  "entries/second.md": entry("second", WORD, `requires:\n  - { entry: first, reason: "${WORD}${WORD}" }`),
  // A drawing cuts a word that is too long for it, which axe takes for a link that is called otherwise than it says.
  "entries/third.md": entry("third3", "A short title", "", "a part"),
  "threads/long.md": `---
id: thread
title: ${WORD}
level: introductory
summary: ${WORD}
topics: [long-${"topic".repeat(20)}]
---
${WORD}.[@long-source]

## 2020-01~ · ${WORD} {#one}

${WORD}.[@long-source]

`,
  "paths/long.md": `---
id: path01
title: ${WORD}${WORD}
summary: ${WORD}
audience: ${WORD}
topics: [long-${"topic".repeat(20)}]
steps:
  - { read: first, why: "${WORD}${WORD}" }
  - { read: second, why: "${WORD}" }
  - { read: long, why: "${WORD}" }
---
${WORD}.

# Closing

${WORD}.
`,
};

/** Writes it to a folder. */
export async function longWords() {
  const { folder, remove } = await temporaryFolder();
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const git = (...words) =>
    execFileSync("git", ["-c", `user.name=${WORD}`, "-c", "user.email=a@example.org", ...words], { cwd: folder });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", `${WORD}${WORD}`);
  await run("key", "create", "Ada", "--dir", folder);
  return { folder, remove };
}

/** The addresses of its pages, by what they are. */
export const PAGES = {
  home: "",
  paths: "paths/",
  path: "paths/long",
  step: "paths/long/1",
  "step of a thread": "paths/long/3",
  end: "paths/long/end",
  entries: "entries/",
  entry: "entries/first",
  "entry that requires another": "entries/second",
  threads: "threads/",
  thread: "threads/long",
  event: "threads/long/one",
  events: "events/",
  "events of a year": "events/2020",
  topics: "topics/",
  topic: `topics/long-${"topic".repeat(20)}`,
  sources: "sources/",
  source: "sources/long-source",
  requested: "requested",
  progress: "progress",
  changes: "changes",
  history: "entries/first/history",
  edit: "entries/first/edit",
  "sign-in": "sign-in",
  proposals: "proposals/",
  protect: "entries/first/edit/protect",
  new: "new",
  undo: "contributors/ada/undo",
  report: "report?page=entries/first",
  reports: "reports/",
  "missed searches": "reports/searches",
  contributors: "contributors/",
  contributor: "contributors/ada",
  search: `search?q=${WORD}`,
  "search that finds nothing": `search?q=${"y".repeat(200)}`,
  "not-found": `entries/${WORD}`,
};
