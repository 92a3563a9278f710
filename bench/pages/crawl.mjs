// Finds the pages: follows links of the same site, a few of each kind, by plain requests.
const ALIKE = 2; // pages that differ in their last part only
const MOST = Number(process.env.MOST ?? 90); // of one person
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|den_[\w-]+|ref_[\w-]+|[\w-]{40,}/g;

/** What makes two addresses pages of one kind. */
const kind = (path) => path.replace(ID, ':id').replace(/\/errors\/[A-Z_]+/, '/errors/:code').replace(/([?&]to)=[^&]*/, '$1=:page');

export async function crawl(portal, starts, cookies) {
  const header = cookies.map((c) => `${c.name}=${c.value}`).join('; ');
  const queue = [...starts];
  const seen = new Set(queue.map(kind));
  const siblings = new Map();
  const pages = [];
  while (queue.length && pages.length < MOST) {
    const path = queue.shift();
    const answer = await fetch(portal + path, { redirect: 'manual', headers: { Accept: 'text/html', Cookie: header } });
    const body = await answer.text();
    if (answer.status >= 300 && answer.status < 400) {
      const to = new URL(answer.headers.get('location'), portal);
      if (to.origin === portal) add(to.pathname + to.search);
      continue;
    }
    if (answer.status !== 200 || !(answer.headers.get('content-type') ?? '').startsWith('text/html')) {
      if (answer.status >= 500) throw new Error(`${path} answers ${answer.status}`);
      continue;
    }
    pages.push({ path, html: body });
    for (const [, raw] of body.matchAll(/<a\b[^>]*\bhref="([^"#]+)/g)) {
      const to = new URL(raw.replaceAll('&amp;', '&'), portal + path);
      if (to.origin === portal) add(to.pathname + to.search);
    }
  }
  return pages;

  function add(path) {
    const shape = kind(path);
    const parent = shape.replace(/\?.*/, '').replace(/\/[^/]*$/, '') + (path.includes('?') ? '?' : '');
    const alike = siblings.get(parent) ?? 0;
    if (seen.has(shape) || (alike >= ALIKE && parent.split('/').length > 3) || /\.(csv|pdf|css|js|svg|json)(\?|$)/.test(path)) return;
    seen.add(shape);
    siblings.set(parent, alike + 1);
    queue.push(path);
  }
}
