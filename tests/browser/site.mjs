// Opens the pages of the documentation's site in a browser, light and dark, on a phone and on a desk: node site.mjs BROWSER SITE FOLDER
// What mdbook puts around our words is its own affair: axe looks at the words alone.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, site, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const root = pathToFileURL(site).href;
// The first is shown under any address and the last two are the others once more, or a part of them.
const pages = readdirSync(site).filter((name) => name.endsWith(".html") && !["404.html", "print.html", "toc.html"].includes(name));
const pictured = ["index.html", "what-it-finds.html", "commands.html"];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--allow-file-access-from-files"] });
const wrong = [];

for (const [look, colorScheme, width] of [["light", "light", 1280], ["dark", "dark", 1280], ["phone", "light", 390], ["dark-phone", "dark", 390]]) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  context.setDefaultTimeout(120_000);
  for (const name of pages) {
    const page = await context.newPage();
    const note = (what) => wrong.push(`${name}, ${look}: ${what}`);
    page.on("request", (request) => request.url().startsWith(root) || request.url().startsWith("data:") || note(`asks for ${request.url()}`));
    page.on("pageerror", (error) => note(error.message));
    await page.goto(`${root}/${name}`);
    await page.evaluate(axe);
    // Markdown has no table without a row of headings, so that the corner of some is empty.
    const found = await page.evaluate(() => window.axe.run("main", { rules: { "empty-table-header": { enabled: false } } }));
    for (const one of found.violations) note(`${one.id}: ${one.nodes[0].html}`);
    const widest = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (widest > width) note(`${widest} pixels wide on a screen of ${width}`);
    if (pictured.includes(name)) await page.screenshot({ path: join(folder, `site-${look}-${name.replace(".html", ".png")}`) });
    await page.close();
  }
  await context.close();
}
await browser.close();
assert.deepEqual(wrong, []);
console.log(`${pages.length} pages of the site, each in four ways: axe finds nothing, and nothing sticks out`);
