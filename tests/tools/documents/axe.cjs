// HTML files in, what axe finds in a real Chromium out, at the width of a desk and of a telephone.
// The folder with node_modules comes first, the browser second, an optional folder for pictures in BRIEF_PICTURES.

const fs = require("fs");
const path = require("path");
const [modules, browserPath, ...files] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [modules] }));
const puppeteer = load("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js", { paths: [modules] }), "utf-8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

(async () => {
  const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"], headless: true });
  let failed = 0;
  for (const file of files) {
    for (const width of [1280, 390]) {
      const page = await browser.newPage();
      const asked = [];
      page.on("request", (one) => one.url().startsWith("data:") || asked.push(one.url()));
      await page.setViewport({ width, height: 844 });
      await page.goto("file://" + path.resolve(file));
      await page.evaluate(axe);
      const found = await page.evaluate((rules) => axe.run({ runOnly: rules }), RULES);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const mark = await page.$eval("a.cite", (one) => one.getAttribute("href").slice(1));
      await page.click("a.cite");
      const seen = await page.$eval("#" + mark, (one) => {
        const box = one.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= window.innerHeight;
      });
      const faults = found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)} ${node.failureSummary.split("\n")[1] || ""}`));
      if (wide > 0) faults.push(`the page is ${wide} px wider than its window`);
      if (!seen) faults.push("a reference that is tapped does not show its passage");
      if (asked.length > 1) faults.push(`asks for ${asked.slice(1)}`);
      console.log(`${file}: axe ${width} px: ${found.passes.length} rules passed, ${faults.length} faults`);
      faults.slice(0, 12).forEach((one) => console.log("  " + one));
      failed += faults.length;
      if (process.env.BRIEF_PICTURES) {
        const name = path.join(process.env.BRIEF_PICTURES, `${path.basename(file, ".html")}-${width}`);
        await page.screenshot({ path: `${name}-tapped.png` });
        await page.goto("file://" + path.resolve(file) + "#");
        await page.screenshot({ path: `${name}.png`, fullPage: true });
      }
      await page.close();
    }
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
})();
