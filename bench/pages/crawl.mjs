// Finds the pages: follows links of the same site by plain requests. Of one kind only those count
// that are built differently: another list entry is no other page, another state is.
import { kindOf } from './kinds.mjs';
import { text, Visitor } from './visitor.mjs';

const OF_A_KIND = 12; // addresses that one person opens
const FORMS_OF_A_KIND = Number(process.env.FORMS ?? 6); // pages that are looked at, of all people
const MOST = Number(process.env.MOST ?? 400); // of one person

/** What a page is built of, whatever its rows say. */
function build(html) {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const parts = [...main.matchAll(/<(\w+)(?:[^>]*?\sclass="([^"]*)")?/g)].map(([, tag, classes]) => `${tag}.${classes ?? ''}`);
  return [...new Set(parts)].sort().join(' ');
}

/** The pages that this person is the first to see so. `seen` (a map of kinds) grows with each. */
export async function crawl(visitor, starts, kinds, seen) {
  const queue = [...starts];
  const known = new Set(queue);
  const opened = new Map();
  const pages = [];
  while (queue.length && pages.length < MOST) {
    const address = queue.shift();
    const kind = kindOf(kinds, address);
    const before = opened.get(kind) ?? 0;
    if (!kind || before >= OF_A_KIND) continue;
    opened.set(kind, before + 1);
    const answer = await visitor.open(address);
    if (answer.status >= 500) throw new Error(`${address} answers ${answer.status}`);
    if (answer.location) add(answer.location);
    if (answer.status !== 200 || !answer.type.startsWith('text/html')) continue;
    const forms = seen.get(kind.address) ?? new Set();
    seen.set(kind.address, forms);
    const shape = build(answer.html);
    if (!forms.has(shape) && forms.size < FORMS_OF_A_KIND) {
      pages.push({ path: address, kind: kind.address, html: answer.html, first: forms.size === 0 });
      forms.add(shape);
    }
    const links = [...answer.html.matchAll(/<a\b[^>]*\bhref="([^"#]+)/g)].map(([, raw]) => text(raw));
    for (const raw of [...links, ...Visitor.questionsOn(answer)]) {
      const to = new URL(raw, visitor.portal + address);
      if (to.origin === visitor.portal) add(to.pathname + to.search);
    }
  }
  return pages;

  function add(address) {
    if (known.has(address)) return;
    known.add(address);
    queue.push(address);
  }
}
