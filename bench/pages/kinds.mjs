// The kinds of pages there are: every address that a class of portal or admin answers with HTML,
// read from its source. A kind that nobody has seen makes the proof fail, so a new page cannot hide.
import fs from 'node:fs';
import path from 'node:path';

const SOURCES = ['portal/src/main/java/dev/turnpike/portal', 'admin-ui/src/main/java/dev/turnpike/admin'];
const CLASS = /@Path\("([^"]*)"\)[^{;]*?\bclass\b/s;
const GET = /@GET\b(.*?)\n {2}(?:public )?[\w<>.?@ ]+ \w+\(/gs;

export function kindsOf(root) {
  const addresses = SOURCES.flatMap((folder) => fs.readdirSync(path.join(root, folder)).map((file) => path.join(root, folder, file)))
    .filter((file) => file.endsWith('.java'))
    .flatMap((file) => addressesIn(fs.readFileSync(file, 'utf8')));
  return [...new Set(addresses)].map(kind).sort((one, other) => other.fixed - one.fixed);
}

function addressesIn(source) {
  const base = source.match(CLASS)?.[1];
  if (base === undefined) return [];
  return [...source.matchAll(GET)]
    .map((found) => found[1])
    .filter((annotations) => !/@Produces\((?!.*TEXT_HTML)/.test(annotations))
    .map((annotations) => [base, annotations.match(/@Path\("([^"]*)"\)/)?.[1]].filter(Boolean).join('/'))
    .filter((address) => !address.includes('/brand/'));
}

/** What an address looks like; of two that fit a path, the one with more words of its own counts. */
function kind(address) {
  const pattern = address.replace(/\{[^}]*\}/g, '[^/]+');
  return { address, test: new RegExp(`^${pattern}$`), fixed: address.replace(/\{[^}]*\}/g, '').length };
}

/** The kind of a path; undefined for one that is no page of ours. */
export const kindOf = (kinds, address) => kinds.find((kind) => kind.test.test(address.replace(/\?.*/, '')));
