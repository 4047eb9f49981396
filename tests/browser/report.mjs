// Opens reports in a browser from their files, and checks them as a reader would: node report.mjs CLAIMLINT BROWSER FIXTURES FOLDER
import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { many, run, sample, sinceHead } from "./sample.mjs";

const [claimlint, executablePath, fixtures, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const address = (name) => pathToFileURL(join(folder, name)).href;

/** How long anything may take on a machine that is busy with other work, in milliseconds. */
const PATIENCE = 120_000;

/** Reads until what is read is what is wanted, and fails with what was read last. A browser answers from the frame that it drew
    last, or from one that is half made, so that what an action changes is never read only once. */
const comes = async (read, wanted) => {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const found = await read();
    try {
      return typeof wanted === "function" ? assert.ok(wanted(found), `it is ${found}`) : assert.deepEqual(found, wanted);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
};

/** Opens a file, and fails if it asks for anything else, or says that something is wrong. */
const opened = async (name, options = {}, hash = "") => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const wrong = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address(name)) wrong.push(`asks for ${request.url()}`);
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => wrong.push(message.text()));
  page.on("dialog", (dialog) => wrong.push(`shows ${dialog.message()}`));
  await page.goto(address(name) + hash);
  return { page, close: async () => { assert.deepEqual(wrong, []); await context.close(); } };
};

/** The cards that can be seen, by their names. `checkVisibility` does not lay out the page and takes the inside of a `details` for
    closed as long as the last layout had it closed, so that the measure, which lays it out, comes first. */
const seen = (page) => page.evaluate(() => Array.from(document.querySelectorAll("article.card"))
  .filter((card) => card.getBoundingClientRect().height > 0 && card.checkVisibility({ contentVisibilityAuto: true }))
  .map((card) => card.id));

const steps = [];
const step = async (name, work) => {
  const began = Date.now();
  const said = await work();
  steps.push(`${String(Date.now() - began).padStart(6)} ms  ${name}${said ? `: ${said}` : ""}`);
};

const { html, json } = sample(claimlint, fixtures, join(folder, "sample"));
writeFileSync(join(folder, "report.html"), html);
writeFileSync(join(folder, "claims.html"), run(claimlint, join(folder, "sample"), "claims", "--format", "html"));
writeFileSync(join(folder, "since.html"), sinceHead(claimlint, join(folder, "sample")));
writeFileSync(join(folder, "frame.html"), '<!doctype html><title>f</title><iframe sandbox src="report.html" width="900" height="700">');
const { error, warning, note, suppressed } = json.summary;
const findings = error + warning + note;

for (const [name, options, width] of [
  ["light", {}, 1280], ["dark", { colorScheme: "dark" }, 1280], ["phone", {}, 320],
  ["dark phone", { colorScheme: "dark" }, 320], ["twice as large", { deviceScaleFactor: 2 }, 640],
  ["forced colours", { forcedColors: "active" }, 1280],
]) {
  // What the sheet has of its own is a table, which is at its narrowest on a phone.
  for (const file of ["light", "phone"].includes(name) ? ["report", "claims", "since"] : ["report"]) {
    await step(`${file} ${name}: axe finds nothing, and nothing sticks out`, async () => {
      // What axe is run by is no part of the page, which allows only its own script.
      const { page, close } = await opened(`${file}.html`, { ...options, bypassCSP: true, viewport: { width, height: 900 } });
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run());
      assert.deepEqual(found.violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]), []);
      await comes(() => page.evaluate(() => document.scrollingElement.scrollWidth), width);
      const picture = `${file}-${name.replaceAll(" ", "-")}`;
      await page.screenshot({ path: join(folder, `${picture}.png`) });
      await page.locator("details.page").last().scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(folder, `${picture}-page.png`) });
      await close();
    });
  }
}

await step("the cards are those of the JSON report, apart from what is suppressed and known", async () => {
  const { page, close } = await opened("report.html");
  const counts = await page.evaluate(() => ["[data-severity]", ".suppressed", ".known"]
    .map((kind) => document.querySelectorAll(`article.card${kind}`).length));
  assert.deepEqual(counts, [findings, suppressed - json.summary.known, json.summary.known]);
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  await close();
});

await step("by keyboard: skip, filter, open, follow a number to its card and back", async () => {
  const { page, close } = await opened("report.html");
  const focused = () => page.evaluate(() => document.activeElement.outerHTML.slice(0, 80));
  await page.keyboard.press("Tab");
  await comes(focused, (element) => element.includes('class="skip"'));
  await page.keyboard.press("Enter");
  await comes(focused, (element) => element.startsWith("<main"));
  const tabTo = async (test, most = 400) => {
    for (let press = 0; press < most; press += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(`((element) => ${test})(document.activeElement)`)) return;
    }
    assert.fail(`no key leads to ${test}`);
  };
  await tabTo('element.dataset.facet === "severity"');
  await page.keyboard.press("e");
  const result = () => page.locator("#filter-result").innerText();
  await comes(result, `${error} of ${findings} findings shown`);
  const of = async (severity) => (await page.locator(`article.card[data-severity="${severity}"]:visible`).count());
  await comes(async () => [await of("error"), await of("warning"), await of("note")], [error, 0, 0]);
  await page.keyboard.press("Home");
  await comes(result, `${findings} findings`);
  await comes(async () => [await of("error"), await of("warning"), await of("note")], [error, warning, note]);
  await tabTo('element.hasAttribute("data-page-filter")');
  await page.keyboard.type("serum-page");
  await comes(() => page.locator("details.page:visible").count(), 1);
  await tabTo('element.tagName === "SUMMARY" && element.parentElement.classList.contains("page")');
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await comes(() => page.locator("details.page:visible").getAttribute("open"), "");
  await tabTo('element.matches(".text a.number")');
  const name = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await comes(() => page.evaluate((name) => document.querySelector(name).matches(":target"), name), true);
  await tabTo('element.matches(".card a.number")');
  await close();
});

await step("a link to a finding opens its page, also without scripts", async () => {
  const names = Array.from(html.matchAll(/<article class="card [^"]*" id="(f-[^"]*)"/g), (match) => match[1]);
  assert.equal(new Set(names).size, findings + suppressed);
  const closed = html.replaceAll(/(<details class="page"[^>]*) open/g, "$1");
  writeFileSync(join(folder, "closed.html"), closed);
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await opened("closed.html", { javaScriptEnabled }, `#${names.at(-1)}`);
    await page.locator(`[id="${names.at(-1)}"]`).waitFor({ state: "visible" });
    await close();
  }
});

await step("without scripts everything is there, and no filter that does nothing", async () => {
  const { page, close } = await opened("report.html", { javaScriptEnabled: false });
  await comes(() => page.locator("#filter").isVisible(), false);
  const text = await page.locator("body").textContent();
  for (const one of json.files.flatMap((file) => file.diagnostics)) {
    // Control characters are shown as other signs.
    const words = one.message.replaceAll(/[\u0000-\u001f]/g, "?");
    for (const part of [words, one.why, one.help, ...one.norms.map((norm) => norm.checked)]) {
      assert.ok(text.includes(part), part);
    }
  }
  await close();
});

await step("in a frame that may do nothing it is complete", async () => {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(address("frame.html"));
  const frame = page.frameLocator("iframe");
  await frame.locator("body > footer").waitFor();
  await frame.locator("article.card").last().waitFor({ state: "attached" });
  await comes(() => frame.locator("article.card[data-severity]:visible").count(), findings);
  await context.close();
});

await step("printed, with everything closed before, every finding is there with its norms", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await opened("closed.html", { javaScriptEnabled });
    await page.emulateMedia({ media: "print" });
    await comes(async () => (await seen(page)).length, findings + suppressed);
    await comes(() => page.locator("#filter").isVisible(), false);
    await page.pdf({ path: join(folder, "report.pdf"), format: "A4", preferCSSPageSize: true });
    await close();
  }
  return `${statSync(join(folder, "report.pdf")).size >> 10} kB of PDF`;
});

writeFileSync(join(folder, "many.html"), many(claimlint, join(folder, "many")));
await step("twenty thousand findings", async () => {
  const began = Date.now();
  const { page, close } = await opened("many.html");
  const cards = await page.evaluate(() => document.querySelectorAll("article.card").length);
  assert.ok(cards >= 20000, `${cards} cards`);
  const loaded = Date.now() - began;
  const filtering = Date.now();
  await page.locator('[data-facet="severity"]').selectOption("warning");
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
  const filtered = Date.now() - filtering;
  await comes(() => page.locator("#filter-result").innerText(), (words) => /^\d+ of \d+ findings shown$/.test(words));
  await close();
  return `${cards} cards, ${statSync(join(folder, "many.html")).size >> 20} MB, open after ${loaded} ms, filtered in ${filtered} ms`;
});

await browser.close();
console.log(steps.join("\n"));
