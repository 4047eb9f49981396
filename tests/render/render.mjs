// Renders the sites of a folder by the engines that npm has, into another folder: node render.mjs SITES OUT
//
// Themes are written for a shop or a generator. Its own tags and filters are played here: they show what they are given, so that
// no argument is lost. What a page asks for and the sample data do not have is empty, as it is on a new site.
import fs from "node:fs";
import path from "node:path";
import { compile } from "@mdx-js/mdx";
import Handlebars from "handlebars";
import { Liquid, Tag, Value, Hash, Tokenizer } from "liquidjs";
import nunjucks from "nunjucks";
import Twig from "twig";

const [sites, out] = process.argv.slice(2);
const sample = JSON.parse(fs.readFileSync(new URL("sample.json", import.meta.url), "utf8"));
let failures = 0;

/** The files of a site with one of these endings, as paths in it. */
function pages(site, endings) {
  const root = path.join(sites, site);
  const all = fs.readdirSync(root, { recursive: true }).sort();
  return all.filter((name) => endings.some((ending) => name.endsWith(ending)));
}

/** Renders the pages of a site one by one, and goes on after one that fails. */
async function each(site, endings, render) {
  for (const name of pages(site, endings)) {
    const target = path.join(out, site, name);
    try {
      const text = await render(fs.readFileSync(path.join(sites, site, name), "utf8"), name);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, text);
    } catch (error) {
      failures += 1;
      console.error(`${site}/${name}: ${error.message}`);
    }
  }
}

/** A tag that shows what it is given. */
function shown(name) {
  return class extends Tag {
    constructor(token, rest, liquid) {
      super(token, rest, liquid);
      this.args = token.args;
    }
    *render(context, emitter) {
      emitter.write(`[${name} ${this.args}]`);
    }
  };
}

/** A tag with content up to its end, which is rendered, shown as it is, or left out. */
function block(name, how) {
  return class extends Tag {
    constructor(token, rest, liquid, parser) {
      super(token, rest, liquid);
      this.args = token.args;
      this.inside = [];
      this.raw = "";
      const { input } = token;
      const start = token.end;
      let end = start;
      while (rest.length) {
        const next = rest.shift();
        end = next.begin;
        if (next.name === `end${name}`) {
          this.raw = input.slice(start, end);
          return;
        }
        if (how === "rendered") this.inside.push(parser.parseToken(next, rest));
      }
      throw new Error(`{% ${name} %} is not closed`);
    }
    *render(context, emitter) {
      emitter.write(`[${name} ${this.args}]`);
      if (how === "rendered") yield this.liquid.renderer.renderTemplates(this.inside, context, emitter);
      if (how === "shown") emitter.write(this.raw);
    }
  };
}

/** The content of a file that may not be there: snippets that a site has from elsewhere. */
function files(site, folders, endings) {
  const find = (name) => {
    const candidates = folders.flatMap((folder) => endings.map((ending) => path.join(sites, site, folder, name + ending)));
    return candidates.find((file) => fs.existsSync(file));
  };
  const read = (name) => {
    const file = find(path.basename(name, ".liquid"));
    return file ? fs.readFileSync(file, "utf8").replace(/^---\n[^]*?\n---\n/, "") : `[${name}]`;
  };
  return {
    resolve: (root, name) => name,
    existsSync: () => true,
    exists: async () => true,
    readFileSync: read,
    readFile: async (name) => read(name),
    contains: async () => true,
    containsSync: () => true,
  };
}

function liquid(site, folders, endings, options) {
  const engine = new Liquid({ fs: files(site, folders, endings), relativeReference: false, ...options });
  // What a shop's own filters make of a value: the value, and what they are given.
  const filter = (name) => (value, ...given) => `${value ?? ""}|${name}${given.length ? `:${given.flat().join()}` : ""}`;
  for (const name of [
    "absolute_url", "asset_url", "array_to_sentence_string", "date_to_xmlschema", "feed_meta", "font_face", "font_modify",
    "image_tag", "image_url", "link_to", "money", "money_with_currency", "money_without_trailing_zeros", "number_of_words",
    "payment_button", "payment_type_svg_tag", "placeholder_svg_tag", "relative_url", "script_tag", "stylesheet_tag", "t",
    "time_tag",
  ]) {
    if (name === "number_of_words") engine.registerFilter(name, (value) => String(value).split(/\s+/).length);
    else engine.registerFilter(name, filter(name));
  }
  return engine;
}

const shopify = liquid("shopify", ["snippets", "layout", "sections"], [".liquid"]);
for (const name of ["section", "sections"]) shopify.registerTag(name, shown(name));
for (const name of ["schema", "javascript", "stylesheet", "doc"]) shopify.registerTag(name, block(name, "shown"));
for (const name of ["style", "form", "paginate"]) shopify.registerTag(name, block(name, "rendered"));
await each("shopify", [".liquid"], (text) => shopify.parseAndRender(text, sample));

const jekyll = liquid("jekyll", ["_includes", "_layouts"], ["", ".html"], { jekyllInclude: true, dynamicPartials: false });
for (const name of ["seo", "feed_meta", "post_url", "link", "include_relative"]) jekyll.registerTag(name, shown(name));
jekyll.registerTag("highlight", block("highlight", "shown"));
await each("jekyll", [".html", ".md"], (text) => jekyll.parseAndRender(text, sample));

const withoutFrontMatter = (text) => text.replace(/^(---|\+\+\+)\r?\n[^]*?\n\1\r?\n/, "");
await each("next", [".mdx"], async (text) => {
  const compiled = String(await compile(withoutFrontMatter(text), { jsx: true }));
  return `${text.slice(0, text.length - withoutFrontMatter(text).length)}${compiled}`;
});

const njk = new nunjucks.Environment(new nunjucks.FileSystemLoader(path.join(sites, "templates")), { autoescape: true });
await each("templates", [".njk"], (text) => njk.renderString(text, sample));

const handlebars = Handlebars.create();
for (const name of pages("templates", [".hbs"])) {
  handlebars.registerPartial(name.slice(0, -4), fs.readFileSync(path.join(sites, "templates", name), "utf8"));
}
handlebars.registerHelper({
  concat: (...parts) => parts.slice(0, -1).join(""),
  date: (options) => options.hash.format,
  eq: (one, other) => one === other,
  excerpt: (options) => `${options.hash.words} words`,
  plural: (count) => (count === 1 ? "" : "s"),
  raw: (options) => options.fn(),
  tags(options) {
    return this.tags.map((tag) => options.fn(tag)).join(options.hash.separator);
  },
  upper: (text) => String(text).toUpperCase(),
});
await each("templates", [".hbs"], (text) => handlebars.compile(text)(sample));

Twig.cache(false);
Twig.extendFilter("title", (value) => String(value).replace(/\b\w/g, (first) => first.toUpperCase()));
const twig = (name, text) => Twig.twig({ id: name, data: text, allowInlineIncludes: true, rethrow: true });
const texts = pages("templates", [".twig"]).map((name) => [name, fs.readFileSync(path.join(sites, "templates", name), "utf8")]);
const parsed = Object.fromEntries(texts.map(([name, text]) => [name, twig(name, text)]));
await each("templates", [".twig"], (text, name) => parsed[name].render(sample));

process.exit(failures ? 1 : 0);
