// What happened before anybody looks: people sign up, ask, pay, decline, invite and decide, through
// the same forms as anybody, so that the pages have something to show. Answers the pages that only
// come as the answer to a form: errors beside their fields, secrets shown once, previews.
import { enters, people } from './people.mjs';
import { text, Visitor } from './visitor.mjs';

const DAY = 24 * 60 * 60 * 1000;
const PASSWORD = 'turnpike-demo';
const inDays = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

export async function live(portal, sheet) {
  const as = (name, admin = false) => enters(portal, people.find((one) => one.name.startsWith(name) && !!one.admin === admin));
  const answers = [];
  const shows = async (title, page) => answers.push({ title, ...(await page) });

  await callsOf(sheet);
  await newcomers(portal, shows);
  await customer(await newcomer(portal, 'nora', 'Nora Neu', 'Newcomers'), shows);
  await overdue(await as('ines'), shows);
  await globex(await as('gwen'), await as('dave'), shows);
  await acme(await as('olivia', true), await as('anton', true), shows);
  const gwen = await as('gwen', true);
  await gwen.submit('/admin/globex/settings', '/colour', { accent: '#7a1fa2' });
  await newcomer(portal, 'tomas', 'Tomas Tal', 'Tal & Sons'); // waits for Acme to let him in
  return answers;
}

/** The calls of the demo, of which some are refused. */
async function callsOf(sheet) {
  for (const one of sheet.calls ?? []) {
    await fetch(one.url, { method: one.method ?? 'GET', headers: one.key ? { 'X-API-Key': one.key } : {} }).catch(() => {});
  }
}

async function newcomer(portal, name, full, organisation) {
  const email = `${name}@newcomers.example`;
  const visitor = new Visitor(portal, email);
  await visitor.submit('/signup?publisher=acme&to=/acme', '/signup', { email, name: full, organisation, password: PASSWORD });
  const mails = (await visitor.open('/mails')).html.split('<article');
  const link = mails.find((mail) => mail.includes(email))?.match(/href="(\/verify\/[^"]+)"/)?.[1];
  if (!link) throw new Error(`${email} got no letter`);
  await visitor.submit(link, link);
  return visitor;
}

async function newcomers(portal, shows) {
  const stranger = new Visitor(portal, 'stranger');
  await shows('errors', stranger.submit('/signup', '/signup', { email: 'no address', password: 'short' }));
  await shows('wrong password', stranger.submit('/login', '/login', { email: 'gwen@globex.example', password: 'wrong' }));
  await shows('wrong password', stranger.submit('/admin/login', '/admin/login', { email: 'olivia@acme.example', password: 'wrong' }));
  await shows('not found', stranger.open('/acme/products/none'));
  await stranger.submit('/signup', '/signup', { email: 'una@newcomers.example', name: 'Una Unsure', organisation: 'Una', password: PASSWORD });
  await stranger.submit('/reset', '/reset', { email: 'dave@globex.example' });
  const vera = await newcomer(portal, 'vera', 'Vera Voss', 'Voss');
  await shows('second factor', vera.submit('/settings/second-factor', '/second-factor'));
  await shows('errors', vera.submit('/settings/password', '/password', { old: 'wrong', password: 'short' }));
}

/** Subscribes, pays with a card that fails later, and is a month and more on. */
async function customer(nora, shows) {
  const asked = await nora.submit('/acme/subscribe/weather?plan=pro&tenant=newcomers', '/weather', { application: 'new', name: 'Almanac' });
  await shows('just subscribed', asked);
  const subscription = linked(await nora.open('/acme/home?tenant=newcomers'), /\/acme\/subscriptions\/[^"]+/);
  await nora.submit(linked(await nora.open(subscription), /\/acme\/pay\?[^"]+/), '/pay', { card: 'sbx_declined_at_renewal' });
  const cancelled = await nora.submit(subscription, '/pause');
  await shows('paused', cancelled);
  await nora.submit(subscription, '/resumption');
  await shows('a month later', nora.submit(subscription, '/clock', { by: 'P1M' }));
}

/** The bank asks before it pays what is overdue. */
async function overdue(ines, shows) {
  const denial = linked(await ines.open('/acme/home?tenant=initech'), /\/acme\/resolve\/[^"]+/);
  await shows('a card that asks', ines.submit(denial, '/payments', { card: 'sbx_confirm' }));
}

/** The first link of a page that looks so. */
function linked(page, pattern) {
  const found = page.html.match(new RegExp(`href="(${pattern.source})"`))?.[1];
  if (!found) throw new Error(`${page.path} has no link like ${pattern}`);
  return text(found);
}

async function globex(gwen, dave, shows) {
  const acme = (rest) => `/acme/${rest}${rest.includes('?') ? '&' : '?'}tenant=globex`;
  await gwen.submit('/home/globex/teams', '/teams', { name: 'Web shop', slug: 'web' });
  await shows('errors', gwen.submit('/home/globex/budgets', '/budgets', { name: '', amount: 'much', currency: 'EURO' }));
  await gwen.submit('/home/globex/budgets', '/budgets', { name: 'All of Globex', amount: '250', currency: 'USD' });
  await gwen.submit('/home/globex/members', '/members', { email: 'rita@globex.example', role: ['developer', 'billing'] });
  const asked = await dave.submit(acme('subscribe/weather?plan=team'), '/weather', { application: 'new', name: 'Forecast board' });
  await dave.submit(asked.path, '/comments', { text: 'For the screens in the hall. May I have it by Monday?' });
  await shows('errors', gwen.submit(acme('support'), '/support', { subject: '' }));
  await gwen.submit(acme('support'), '/support', { subject: 'Forecasts of yesterday', happened: 'The forecast of Oslo is that of yesterday.', endpoint: 'GET /weather/forecast/oslo' });
  await gwen.submit(acme('pay?amount=25'), '/pay', { amount: '25', card: 'sbx_accepted' });
  await shows('declined', gwen.submit(acme('pay?amount=20'), '/pay', { amount: '20', card: 'sbx_insufficient_funds' }));
  await gwen.submit(acme('pay?amount=30'), '/pay', { amount: '30', card: 'sbx_confirm' });
  await shows('a new key', dave.submit(acme('applications/storefront'), '/keys', { name: 'nightly import' }));
  await shows('errors', dave.submit(acme('applications/storefront'), '/keys', { name: '', ranges: 'everywhere' }));
}

async function acme(olivia, anton, shows) {
  const at = (rest) => `/admin/acme/${rest}`;
  await olivia.submit(at('absences'), '/absences', { from: inDays(1), until: inDays(9) });
  await olivia.submit(at('members'), '/members', { email: 'ivo@acme.example', role: ['approver'] });
  await olivia.submit(at('guests'), '/invitations', { email: 'buyer@customers.example' });
  await olivia.submit(at('guests'), '/guests', { policy: 'approval' });
  await shows('errors', olivia.submit(at('settings'), '/settings', { name: '', support_email: 'nowhere' }));
  await shows('a step more', olivia.submit(at('plans/weather/partner/process'), '/process', { act: 'add', fresh: 'form' }));
  await shows('preview', olivia.submit(at('plans/weather/metered'), '/metered', { act: 'preview' }));
  await shows('errors', olivia.submit(at('plans/weather/pro'), '/pro', { act: 'preview', terms: 'billing: barter\n' }));

  const account = (await olivia.open(at('books'))).html.match(/href="(\/admin\/acme\/books\/accounts\/[^"]+)"/)[1];
  await shows('password', olivia.submit(account, '/adjustments', { amount: '5', reason: 'Sorry for the outage' }));
  await agree(olivia, await olivia.submit(account, '/adjustments', { amount: '5', reason: 'Sorry for the outage of the 12th' }));
  await agree(olivia, await olivia.submit(account, '/adjustments', { amount: '5000', reason: 'Credit of the new contract' }));
  const request = (await anton.open(at('requests'))).html.match(/href="(\/admin\/acme\/requests\/[^"?]+)"/)[1];
  await anton.submit(request, '/comments', { text: 'Partner since last year, see the contract.', internal: 'yes' });
  await shows('a reason is missing', anton.send(`${request}/rejection`, { version: '0', reason: '' }));
}

/** Types the password again where it is asked for. */
async function agree(person, page) {
  if (!page.html.includes('name="password_again"')) return page;
  return person.confirm(page, { password_again: PASSWORD });
}
