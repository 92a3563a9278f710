// All pages at a glance: one row a page, light and dark, wide and narrow.
import fs from 'node:fs';
import path from 'node:path';

const ROWS = 14; // of one picture

export async function contactSheet(browser, results, views, out) {
  for (let from = 0, number = 1; from < results.length; from += ROWS, number++) {
    const rows = results.slice(from, from + ROWS).map((result) => {
      const shots = views
        .map((view) => `<td><img class="${view.width > 500 ? 'wide' : 'narrow'}" src="data:image/jpeg;base64,${result.shots[view.name] ?? ''}"></td>`)
        .join('');
      return `<tr><th>${result.path}<br><small>${result.person}</small></th>${shots}</tr>`;
    });
    const page = await browser.newPage();
    await page.setViewport({ width: 1500, height: 900 });
    await page.setContent(`<!doctype html><style>body{font:13px sans-serif;margin:16px;background:#888;color:#fff}th{text-align:left;width:180px;vertical-align:top;word-break:break-all;padding:6px}
td{vertical-align:top;padding:3px}.wide{width:440px}.narrow{width:150px}</style><table>${rows.join('')}</table>`);
    await page.screenshot({ path: path.join(out, `contact-sheet-${number}.png`), fullPage: true });
    await page.close();
  }
  fs.writeFileSync(path.join(out, 'README.txt'), 'contact-sheet-N.png: every page, light and dark, wide and 360 px. report.json: what was measured.\n');
}
