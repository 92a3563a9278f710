// Somebody at a browser without JavaScript: keeps cookies, opens pages, fills forms in and sends them.
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
export const text = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);
const attribute = (tag, name) => {
  const found = tag.match(new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s>/])`));
  return found && text(found[1] ?? '');
};

export class Visitor {
  constructor(portal, name) {
    this.portal = portal;
    this.name = name;
    this.jar = new Map();
  }

  /** As puppeteer wants them. */
  get cookies() {
    const domain = new URL(this.portal).hostname;
    return [...this.jar].map(([name, value]) => ({ name, value, domain, path: '/' }));
  }

  get header() {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async logIn(at, password) {
    const answer = await this.#ask(at, { email: this.name, password });
    if (answer.status !== 303 || this.jar.size === 0) throw new Error(`${this.name} cannot log in: ${answer.status}`);
    return this;
  }

  /** What the address answers; not followed when it leads elsewhere. */
  open(address) {
    return this.#ask(address);
  }

  /**
   * Fills in the form that posts to an address ending so, and sends it. Fields that are not named
   * go as the page has them. Answers the page that comes of it.
   */
  async submit(address, ending, fields = {}) {
    return this.confirm(await this.open(address), fields, ending);
  }

  /** The same on a page that is open already; its first form in `main` when no ending is said. */
  confirm(page, fields, ending = '') {
    const main = page.html.slice(page.html.indexOf('<main'));
    const form = [...main.matchAll(/<form\b[^>]*>.*?<\/form>/gs)].map(([all]) => all).find((all) => attribute(all, 'action')?.endsWith(ending));
    if (!form) throw new Error(`${page.path} (${page.status}) has no form for …${ending}`);
    return this.send(attribute(form, 'action'), { ...given(form), ...fields });
  }

  /** The addresses that a page's forms of questions lead to, asked as they stand. */
  static questionsOn(page) {
    return [...page.html.matchAll(/<form\b[^>]*>.*?<\/form>/gs)]
      .map(([form]) => form)
      .filter((form) => attribute(form, 'method') === 'get')
      .map((form) => `${attribute(form, 'action')}?${new URLSearchParams(given(form))}`);
  }

  /** Sends a form of which only the fields matter. */
  async send(address, fields) {
    const answer = await this.#ask(address, fields);
    if (answer.status >= 400 && ![400, 401, 402, 409, 422].includes(answer.status)) throw new Error(`${this.name}: POST ${address} answers ${answer.status}`);
    return answer.status === 303 ? this.open(answer.location) : answer;
  }

  async #ask(address, fields) {
    const form = fields && new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
    const headers = { Accept: 'text/html', Cookie: this.header, ...(form && { Origin: this.portal }) };
    const answer = await fetch(new URL(address, this.portal), { method: form ? 'POST' : 'GET', redirect: 'manual', headers, body: form });
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=');
      this.jar.set(name, value.join('='));
    }
    const to = answer.headers.get('location');
    const location = to && new URL(to, this.portal);
    return {
      path: address,
      policy: answer.headers.get('content-security-policy') ?? '',
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      location: location?.origin === this.portal ? location.pathname + location.search : null,
      html: await answer.text(),
      cookies: this.cookies,
    };
  }
}

/** What a form would send untouched. */
function given(form) {
  const fields = {};
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const kind = attribute(tag, 'type') ?? 'text';
    if (!['radio', 'checkbox'].includes(kind) || attribute(tag, 'checked') !== null) fields[attribute(tag, 'name')] = attribute(tag, 'value') ?? '';
  }
  for (const [, name, inner] of form.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/textarea>/gs)) fields[name] = text(inner);
  for (const [, name, inner] of form.matchAll(/<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const options = [...inner.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag);
    const chosen = options.find((tag) => attribute(tag, 'selected') !== null) ?? options[0];
    if (chosen) fields[name] = attribute(chosen, 'value');
  }
  return fields;
}
