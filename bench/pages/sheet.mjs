// All pages at a glance: one row a page, light and dark, wide and narrow.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROWS = 14; // of one picture
const STYLE = `body{font:13px sans-serif;margin:16px;background:#777;color:#fff}
th{text-align:left;width:170px;vertical-align:top;word-break:break-all;padding:6px}
td{vertical-align:top;padding:3px}img{display:block;object-fit:cover;object-position:top;background:#999}
.wide{width:420px;height:300px}.narrow{width:150px;height:300px}`;

export async function contactSheet(browser, results, views, out) {
  for (let from = 0, number = 1; from < results.length; from += ROWS, number++) {
    const rows = results.slice(from, from + ROWS).map((result) => {
      const cells = views.map((view) => `<td><img class="${view.narrow ? 'narrow' : 'wide'}" src="pictures/${result.pictures[view.name] ?? ''}" alt=""></td>`);
      return `<tr><th>${result.number} ${result.path.replaceAll('&', '&amp;')}<br><small>${result.person}</small></th>${cells.join('')}</tr>`;
    });
    const file = path.join(out, `contact-sheet-${number}.html`);
    fs.writeFileSync(file, `<!doctype html><meta charset="utf-8"><title>Pages</title><style>${STYLE}</style><table>${rows.join('\n')}</table>`);
    const page = await browser.newPage();
    await page.setViewport({ width: 1560, height: 900 });
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await page.screenshot({ path: file.replace('.html', '.png'), fullPage: true });
    await page.close();
  }
}
