// One page as people and machines see it: wide and narrow, light and dark, and narrow in German.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const MOST_BYTES = 60 * 1024;
const MOST_LCP_MILLIS = 1000;
const MOST_PIXELS = 4000; // of a picture's height
const AGAIN = 2; // times that a slow page is measured anew: other work of the machine is no fault of the page

/** Each is loaded once; its themes are switched without loading it again. */
const LOADS = [
  { name: 'wide', width: 1280, height: 900, language: 'en', themes: ['light', 'dark'] },
  { name: '360', width: 360, height: 740, language: 'en', themes: ['light', 'dark'] },
  { name: '360 de', width: 360, height: 740, language: 'de', themes: ['light'] },
];
export const VIEWS = LOADS.flatMap((load) => load.themes.map((theme) => ({ name: `${theme} ${load.name}`, narrow: load.width < 500 })));

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A tab that measures what it loads. */
export async function tabOf(context) {
  const tab = await context.newPage();
  const network = await tab.createCDPSession();
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const seen = { tab, bytes: 0, wrong: [] };
  network.on('Network.loadingFinished', (event) => (seen.bytes += event.encodedDataLength));
  tab.on('console', (line) => line.type() === 'error' && seen.wrong.push(`console: ${line.text()}`));
  tab.on('pageerror', (error) => seen.wrong.push(`script: ${error.message}`));
  return seen;
}

/** Opens this answer of a form as often as wanted: nobody sends the form again. */
export async function tabShowing(context, answer) {
  const seen = await tabOf(context);
  await seen.tab.setRequestInterception(true);
  seen.tab.on('request', (request) => {
    if (!request.isNavigationRequest()) return request.continue();
    return request.respond({ status: 200, headers: { 'content-type': answer.type, 'content-security-policy': answer.policy }, body: answer.html });
  });
  return seen;
}

/** Fills `result` with what is wrong, how heavy and slow the page is, and its pictures. */
export async function look(seen, address, result, pictures) {
  for (const load of LOADS) {
    const view = `${load.themes[0]} ${load.name}`;
    try {
      await seen.tab.setViewport({ width: load.width, height: load.height });
      await seen.tab.setExtraHTTPHeaders({ 'Accept-Language': load.language });
      await seen.tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: load.themes[0] }]);
      await timed(seen, address, view, result);
      await measured(seen, view, result);
      for (const theme of load.themes) await pictured(seen, `${theme} ${load.name}`, theme, result, pictures);
    } catch (error) {
      result.wrong.push(`${view}: ${error.message}`);
    }
  }
  result.wrong.push(...seen.wrong.splice(0));
}

/** The first measure, or the middle one of three when the first was too slow. */
async function timed(seen, address, view, result) {
  seen.bytes = 0;
  const times = [await opened(seen.tab, address)];
  const bytes = seen.bytes;
  if (times[0] > MOST_LCP_MILLIS) {
    for (let again = 0; again < AGAIN; again++) times.push(await opened(seen.tab, address));
    result.again = (result.again ?? 0) + 1;
  }
  const lcp = times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
  result.bytes = Math.max(result.bytes, bytes);
  result.lcp = Math.max(result.lcp, lcp);
  if (bytes > MOST_BYTES) result.wrong.push(`weight: ${bytes} bytes`);
  if (lcp > MOST_LCP_MILLIS) result.wrong.push(`speed: largest contentful paint after ${Math.round(lcp)} ms in ${view}`);
}

async function opened(tab, address) {
  await tab.goto(address, { waitUntil: 'load' });
  return tab.evaluate(
    () =>
      new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => done(Infinity), 5000);
      }),
  );
}

/** Nothing leaves the page sideways, and nothing is cut off by what it stands in. */
async function measured(seen, view, result) {
  const found = await seen.tab.evaluate(() => {
    const cut = [...document.querySelectorAll('main *')].filter(
      (it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX === 'hidden' && !it.matches('.unseen, .unseen *'),
    );
    return {
      over: document.documentElement.scrollWidth - window.innerWidth,
      cut: cut.filter((it) => it.clientWidth > 1).map((it) => `${it.tagName.toLowerCase()}.${it.className} by ${it.scrollWidth - it.clientWidth} px`),
    };
  });
  if (found.over > 0) result.wrong.push(`width: ${found.over} px too wide in ${view}`);
  for (const it of found.cut) result.wrong.push(`cut off: ${it} in ${view}`);
}

async function pictured(seen, view, theme, result, pictures) {
  await seen.tab.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await seen.tab.evaluate(axe);
  const found = await seen.tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const it of found.violations) result.wrong.push(`axe ${it.id}: ${it.nodes[0].target.join(' ')} (${it.nodes.length} in ${view})`);
  const file = `${String(result.number).padStart(3, '0')}-${view.replaceAll(" ", "-")}.png`;
  const { width, height } = await seen.tab.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }));
  await seen.tab.screenshot({
    path: path.join(pictures, file),
    type: 'png',
    optimizeForSpeed: true,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, MOST_PIXELS) },
  });
  result.pictures[view] = file;
}
