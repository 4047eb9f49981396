// Makes the folder of copy that the reports are about: our articles, with a suppressed finding, a baseline, and a page that means
// harm; and a folder with twenty thousand findings.
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HOSTILE = `
# <script>window.harmed = 1</script> The most powerful peel on the market

Our peel is <b onclick="window.harmed = 1">completely painless</b> "><img src=x onerror="window.harmed = 1"> &lt;/script&gt;.

It is the most \u202Egnihtoos\u202C and powerful \u0007 peel on the market &lt;script&gt;window.harmed = 1&lt;/script&gt;.

Studies show that it works, see [a paper](javascript:window.harmed=1) and https://shop.example/"onmouseover="window.harmed=1.
`;

// One of each format, and those with the most to say.
const ARTICLES = ["clinic-page.html", "needling-clinic.md", "peel-guide.md", "serum-page.md", "sunscreen-daily.txt"];

const IGNORED = `
<!-- claimlint-ignore unsupported-superlative until=2099-12-31: award of the trade fair, certificate in the press folder -->
Our mask is the best mask of the fair.
`;

export const run = (claimlint, folder, ...words) => {
  const options = { cwd: folder, maxBuffer: 1 << 30, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
  try {
    return execFileSync(claimlint, words, options);
  } catch (error) {
    // Findings are no failure here.
    if (error.status === 1) return error.stdout;
    throw error;
  }
};

/** A folder with our articles, and its report in HTML and JSON. */
export const sample = (claimlint, fixtures, folder) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  // The settings of the project are not its settings, and its baseline stays in it.
  writeFileSync(join(folder, "claimlint.toml"), "");
  for (const name of ARTICLES) cpSync(join(fixtures, "articles", name), join(folder, name));
  run(claimlint, folder, "check", "peel-guide.md", "--write-baseline");
  appendFileSync(join(folder, "serum-page.md"), IGNORED);
  writeFileSync(join(folder, "hostile.md"), HOSTILE);
  writeFileSync(join(folder, "notes.rtf"), "{\\rtf1}");
  const json = JSON.parse(run(claimlint, folder, "check", "--format", "json"));
  return { html: run(claimlint, folder, "check", "--format", "html"), json };
};

/** What became of the claims of a folder after a few changes, in HTML. */
export const sinceHead = (claimlint, folder) => {
  const git = (...words) => {
    const who = ["-c", "user.name=Writer", "-c", "user.email=writer@example.org"];
    execFileSync("git", [...who, ...words], { cwd: folder, stdio: "ignore" });
  };
  git("init");
  git("add", "--all");
  git("commit", "--message", "drafts");
  const page = join(folder, "peel-guide.md");
  appendFileSync(page, "\nIt is the finest peel in the world. Studies show that it works.\n");
  rmSync(join(folder, "needling-clinic.md"));
  return run(claimlint, folder, "claims", "--since", "HEAD", "--format", "html");
};

/** A folder with many findings, and its report. */
export const many = (claimlint, folder) => {
  const claims = [
    "This is the most powerful peel number N on the market.",
    "Studies show that cream N lifts the skin.",
    "Treatment N is completely painless and has no side effects.",
    "N% of women saw fewer dark spots.",
  ];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, "claimlint.toml"), "");
  for (let page = 0; page < 200; page += 1) {
    const lines = Array.from({ length: 80 }, (_, line) => {
      const claim = claims[line % 4].replace("N", String(page * 100 + line));
      return `${claim} It feels light and dries quickly in the morning.\n`;
    });
    writeFileSync(join(folder, `page-${page}.md`), `# Page ${page}\n\n${lines.join("\n")}`);
  }
  return run(claimlint, folder, "check", "--no-config", "--format", "html");
};
