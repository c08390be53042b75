// Opens each page of the owner's and lets axe judge it; for check-pages.sh.
// arguments: CHROMIUM ORIGIN FOLDER-FOR-PICTURES empty|full
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [executablePath, origin, folder, state] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const httpCredentials = { username: "ava", password: process.env.AVA_DASHBOARD_PASSWORD };
let faults = 0;

async function look(page, name, rules = [...wcag, "best-practice"]) {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.evaluate(axe);
  const found = await page.evaluate((values) => window.axe.run(document, { runOnly: values }), rules);
  for (const violation of found.violations) {
    faults++;
    console.log(`${name}: ${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(" … ")}`);
  }
  console.log(`${name}: ${found.passes.length} rules kept, ${found.violations.length} broken`);
}

async function visit(page, name) {
  await page.goto(`${origin}/dashboard`);
  if (state === "full") {
    const call = page.locator("button[data-sid]").first();
    await call.waitFor();
    await look(page, `calls-${name}`);
    await call.click();
    await page.locator("#turns li").first().waitFor();
    await look(page, `call-${name}`);
  } else {
    await page.waitForLoadState("networkidle");
    await look(page, `calls-${name}`);
  }
  await page.goto(`${origin}/mailbox`);
  await look(page, `mailbox-${name}`);
  const mail = await page.locator("iframe").first().getAttribute("srcdoc", { timeout: 1000 }).catch(() => null);
  if (mail) {
    await page.setContent(mail);
    // landmarks are the reader's, not the mail's
    await look(page, `mail-${name}`, wcag);
  }
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 360]) {
    // the pages' own policy would keep axe out
    const context = await browser.newContext({
      httpCredentials, colorScheme, viewport: { width, height: 740 }, locale: "fr-FR", timezoneId: "Europe/Paris", bypassCSP: true,
    });
    const page = await context.newPage();
    page.on("console", (line) => {
      if (line.type() === "error") {
        faults++;
        console.log(`console: ${line.text()} ${line.location().url}`);
      }
    });
    await visit(page, `${state}-${colorScheme}-${width}`);
    await context.close();
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
