// Every page, looked at the way people and machines do. Exits 1 when a page falls short of a bound.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { crawl } from './crawl.mjs';
import { kindOf, kindsOf } from './kinds.mjs';
import { live } from './life.mjs';
import { look, tabOf, tabShowing, VIEWS } from './look.mjs';
import { enters, people } from './people.mjs';
import { score } from './score.mjs';
import { contactSheet } from './sheet.mjs';
import { valid } from './valid.mjs';

const { values: options } = parseArgs({
  options: {
    root: { type: 'string' },
    portal: { type: 'string' },
    sheet: { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string', default: '' }, // pages with this in their address
    who: { type: 'string', default: '' }, // people with this in their name
    lighthouse: { type: 'string', default: 'kinds' }, // of each kind one page; "all"; "off"
    life: { type: 'string', default: 'on' }, // "off" when an earlier run has lived it already
  },
});
const pictures = path.join(options.out, 'pictures');
fs.rmSync(options.out, { recursive: true, force: true });
fs.mkdirSync(pictures, { recursive: true });

const began = Date.now();
const kinds = kindsOf(options.root);
const partly = options.only || options.who || process.env.MOST;
const answers = options.life === 'on' ? await live(options.portal, JSON.parse(fs.readFileSync(options.sheet, 'utf8'))) : [];
const browser = await puppeteer.launch({
  executablePath: process.env.TURNPIKE_CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--hide-scrollbars'],
});
const seen = new Map();
const results = [];
for (const person of people.filter((one) => one.name.includes(options.who))) await visit(person);
await answered();
await contactSheet(browser, results, VIEWS, options.out);
await browser.close();
report();

async function visit(person) {
  const visitor = await enters(options.portal, person);
  const pages = (await crawl(visitor, person.starts, kinds, seen)).filter((page) => page.path.includes(options.only));
  console.log(`${person.name}${person.admin ? ', admin' : ''}: ${pages.length} pages`);
  const context = await browser.createBrowserContext();
  await context.setCookie(...visitor.cookies);
  const tab = await tabOf(context);
  for (const page of pages) {
    const result = await seenBy(person.name, page, tab);
    if (options.lighthouse === 'all' || (options.lighthouse === 'kinds' && page.first)) await score(browser, options.portal + page.path, visitor, result);
    tell(result);
  }
  await context.close();
}

/** Pages that answer a form. */
async function answered() {
  const wanted = answers.filter((one) => one.path.includes(options.only));
  console.log(`answers to forms: ${wanted.length} pages`);
  for (const answer of wanted) {
    const kind = kindOf(kinds, answer.path);
    if (kind && answer.status === 200 && !seen.has(kind.address)) seen.set(kind.address, new Set());
    const context = await browser.createBrowserContext();
    await context.setCookie(...answer.cookies);
    tell(await seenBy(answer.title, answer, await tabShowing(context, answer)));
    await context.close();
  }
}

async function seenBy(person, page, tab) {
  const result = { number: results.length + 1, person, path: page.path, wrong: [], pictures: {}, bytes: 0, lcp: 0 };
  results.push(result);
  await valid(page.html, result);
  await look(tab, options.portal + page.path, result, pictures);
  return result;
}

function tell(result) {
  const verdict = result.wrong.length ? `${result.wrong.length} WRONG` : 'ok';
  const figures = `${String(result.bytes).padStart(6)} B ${String(Math.round(result.lcp)).padStart(5)} ms`;
  console.log(`  ${verdict.padEnd(9)} ${figures}  ${result.number} ${result.path}`);
  for (const wrong of new Set(result.wrong)) console.log(`      ${wrong}`);
}

function report() {
  const bad = results.filter((one) => one.wrong.length);
  const unseen = partly ? [] : kinds.map((kind) => kind.address).filter((address) => !seen.has(address));
  const scored = results.filter((one) => one.accessibility !== undefined);
  const most = (name) => Math.round(Math.max(...results.map((one) => one[name])));
  const least = (name) => Math.min(...scored.map((one) => one[name]));
  const again = results.filter((one) => one.again).length;
  const lines = [
    `${results.length} pages of ${seen.size} kinds, each in ${VIEWS.length} views: ${bad.length} fall short`,
    `heaviest ${most('bytes')} bytes, slowest largest contentful paint ${most('lcp')} ms (${again} pages measured anew, the middle of three)`,
    scored.length ? `Lighthouse, ${scored.length} pages: accessibility at least ${least('accessibility')}, best practices ${least('best-practices')}` : 'Lighthouse was not run',
    ...unseen.map((address) => `NEVER SEEN: ${address}`),
    `${Math.round((Date.now() - began) / 1000)} s`,
  ];
  fs.writeFileSync(path.join(options.out, 'report.json'), JSON.stringify({ lines, pages: results }, null, 1));
  console.log(lines.join('\n'));
  process.exitCode = bad.length || unseen.length ? 1 : 0;
}
