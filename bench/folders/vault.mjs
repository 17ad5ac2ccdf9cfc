// Writes a vault of notes of any size, for measuring: node vault.mjs FOLDER NUMBER
//
// The same number gives the same vault. Its notes are as long and as much linked as those of a vault that is used.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, number = "10000"] = process.argv.slice(2);
const count = Number(number);
const WORDS = (
  "harbour heron tide ledger marsh lantern keel granite orchard signal winter copper barley thread meadow " +
  "compass linen quarry river ember willow anchor parcel valley mortar saddle violet chapel rudder pollen"
).split(" ");

// A multiplicative generator: the numbers only have to be the same each time.
let state = 20_261_130;
const random = (below) => {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
};
const words = (length) => Array.from({ length }, () => WORDS[random(WORDS.length)]).join(" ");
const folderOf = (note) => `Area ${note % 40}/Topic ${note % 7}`;
const nameOf = (note) => `${WORDS[note % WORDS.length]} ${WORDS[(note * 7) % WORDS.length]} ${note}`;

for (let note = 0; note < count; note += 1) {
  const link = () => `[[${nameOf(random(count))}]]`;
  const paragraphs = Array.from(
    { length: 4 + random(5) },
    () => `${words(20 + random(50))} ${link()} ${words(12)} [[${nameOf(random(count))}|${words(2)}]].`,
  );
  const text = [
    `---\ntags: [${WORDS[note % 9]}, area/${note % 40}]\naliases: ["N${note}"]\ncreated: 2024-0${1 + (note % 9)}-11\n---`,
    `# ${nameOf(note)}`,
    paragraphs[0],
    `> [!tip] ${words(3)}\n> ${words(24)}`,
    `## ${words(3)}`,
    ...paragraphs.slice(1),
    `- [ ] ${words(5)}\n- [x] ${words(6)} #${WORDS[note % 11]}`,
    `The last word ==stands out==. ^end-${note}`,
  ];
  mkdirSync(join(folder, folderOf(note)), { recursive: true });
  writeFileSync(join(folder, folderOf(note), `${nameOf(note)}.md`), `${text.join("\n\n")}\n`);
}
