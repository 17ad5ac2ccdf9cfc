// node shots.mjs OUTDIR url name [url name …]
import { chromium } from "playwright-core";
const [out, ...rest] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (let i = 0; i < rest.length; i += 2) for (const [w, scheme] of [[1280, "light"], [390, "light"], [1280, "dark"], [390, "dark"]]) {
  const c = await b.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme }); const p = await c.newPage(); await p.goto(rest[i]); await p.waitForTimeout(400);
  await p.screenshot({ path: `${out}/${rest[i + 1]}-${w}-${scheme}.png`, fullPage: process.env.FULL === "1" }); await c.close(); }
await b.close();
