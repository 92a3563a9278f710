// Every page, looked at the way people and machines do. Exits 1 when a page falls short of a bound.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { HtmlValidate } from 'html-validate';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { contactSheet } from './sheet.mjs';
import { cookiesOf, people } from './people.mjs';
import { crawl } from './crawl.mjs';

const MOST_BYTES = 60 * 1024;
const MOST_LCP_MILLIS = 1000;
const VIEWS = [
  { name: 'light wide', theme: 'light', width: 1280, height: 900 },
  { name: 'dark wide', theme: 'dark', width: 1280, height: 900 },
  { name: 'light 360', theme: 'light', width: 360, height: 740 },
  { name: 'dark 360', theme: 'dark', width: 360, height: 740 },
];

const { values: options } = parseArgs({
  options: {
    portal: { type: 'string' },
    sheet: { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string', default: '' },
    lighthouse: { type: 'string', default: 'on' },
  },
});
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Our templates write the doctype in lower case and leave out what HTML lets one leave out.
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // A button of a form is a submit button: that is HTML's own default.
    'no-implicit-button-type': 'off',
    'attr-quotes': 'off',
    'no-raw-characters': 'off',
    // An input may be required and describe itself by more than one id.
    'prefer-native-element': 'error',
  },
});

fs.rmSync(options.out, { recursive: true, force: true });
fs.mkdirSync(options.out, { recursive: true });
await call(options.sheet);
const browser = await puppeteer.launch({
  executablePath: process.env.TURNPIKE_CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
});
const results = [];
for (const person of people) {
  const cookies = await cookiesOf(options.portal, person);
  const pages = (await crawl(options.portal, person.starts, cookies)).filter((p) => p.path.includes(options.only));
  console.log(`${person.name}: ${pages.length} pages`);
  const context = await browser.createBrowserContext();
  await context.setCookie(...cookies.map((c) => ({ name: c.name, value: c.value, domain: new URL(c.url).hostname, path: '/' })));
  for (const found of pages) results.push(await look(context, person, found, cookies));
  await context.close();
}
await contactSheet(browser, results, VIEWS, options.out);
await browser.close();
report();

/** The calls of the demo, so that lists and charts have something to show. */
async function call(sheet) {
  for (const one of JSON.parse(fs.readFileSync(sheet, 'utf8')).calls ?? []) {
    await fetch(one.url, { method: one.method ?? 'GET', headers: one.key ? { 'X-API-Key': one.key } : {} }).catch(() => {});
  }
}

async function look(context, person, found, cookies) {
  const result = { person: person.name, path: found.path, wrong: [], shots: {}, bytes: 0, lcp: 0 };
  const html = await validator.validateString(found.html);
  for (const message of html.results.flatMap((r) => r.messages)) {
    if (message.severity === 2) result.wrong.push(`html ${message.ruleId}: ${message.message} (line ${message.line})`);
  }
  for (const view of VIEWS) await seen(context, found.path, view, result);
  if (options.lighthouse === 'on') await scored(found.path, cookies, result);
  const verdict = result.wrong.length ? `${result.wrong.length} WRONG` : 'ok';
  console.log(`  ${verdict.padEnd(9)} ${String(result.bytes).padStart(6)} B ${String(Math.round(result.lcp)).padStart(5)} ms  ${found.path}`);
  for (const wrong of new Set(result.wrong)) console.log(`      ${wrong}`);
  return result;
}

async function seen(context, address, view, result) {
  const page = await context.newPage();
  try {
    await page.setViewport({ width: view.width, height: view.height });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: view.theme }]);
    const network = await page.createCDPSession();
    let bytes = 0;
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    network.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
    page.on('console', (line) => line.type() === 'error' && result.wrong.push(`console: ${line.text()}`));
    page.on('pageerror', (error) => result.wrong.push(`script: ${error.message}`));
    await page.goto(options.portal + address, { waitUntil: 'networkidle0' });
    const lcp = await page.evaluate(
      () =>
        new Promise((done) => {
          new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
          setTimeout(() => done(0), 500);
        }),
    );
    result.bytes = Math.max(result.bytes, bytes);
    result.lcp = Math.max(result.lcp, lcp);
    if (bytes > MOST_BYTES) result.wrong.push(`weight: ${bytes} bytes`);
    if (lcp > MOST_LCP_MILLIS) result.wrong.push(`speed: largest contentful paint after ${Math.round(lcp)} ms`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) result.wrong.push(`width: ${over} px too wide in ${view.name}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    for (const it of found.violations) result.wrong.push(`axe ${it.id}: ${it.nodes[0].target.join(' ')} (${it.nodes.length} in ${view.name})`);
    result.shots[view.name] = await page.screenshot({ type: 'jpeg', quality: 60, encoding: 'base64' });
  } catch (error) {
    result.wrong.push(`${view.name}: ${error.message}`);
  } finally {
    await page.close();
  }
}

async function scored(address, cookies, result) {
  const run = await lighthouse(options.portal + address, {
    port: Number(new URL(browser.wsEndpoint()).port),
    onlyCategories: ['accessibility', 'best-practices'],
    disableStorageReset: true,
    throttlingMethod: 'provided',
    formFactor: 'desktop',
    screenEmulation: { disabled: true },
    logLevel: 'error',
    extraHeaders: cookies.length ? { Cookie: cookies.map((c) => `${c.name}=${c.value}`).join('; ') } : undefined,
  });
  for (const [name, category] of Object.entries(run.lhr.categories)) {
    result[name] = Math.round(category.score * 100);
    if (category.score >= 1) continue;
    const failed = category.auditRefs.map((ref) => run.lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1);
    result.wrong.push(`lighthouse ${name} ${result[name]}: ${failed.map((audit) => audit.id).join(', ')}`);
  }
}

function report() {
  const bad = results.filter((r) => r.wrong.length);
  const max = (name) => Math.round(Math.max(...results.map((r) => r[name] ?? 0)));
  const min = (name) => Math.min(...results.map((r) => r[name] ?? 100));
  const lines = [
    `${results.length} pages, each ${VIEWS.length} times: ${bad.length} fall short`,
    `heaviest ${max('bytes')} bytes, slowest largest contentful paint ${max('lcp')} ms`,
    options.lighthouse === 'on' ? `lowest Lighthouse scores: accessibility ${min('accessibility')}, best practices ${min('best-practices')}` : 'Lighthouse was not run',
  ];
  const kept = results.map(({ shots, ...rest }) => rest);
  fs.writeFileSync(path.join(options.out, 'report.json'), JSON.stringify({ lines, pages: kept }, null, 1));
  console.log(lines.join('\n'));
  process.exitCode = bad.length ? 1 : 0;
}
