// Who looks at the pages, and where each begins; from there the links are followed.
export const people = [
  { name: 'stranger', starts: ['/', '/acme', '/login', '/signup', '/reset', '/errors', '/admin/login'] },
  { name: 'gwen@globex.example', log: '/login', cookie: /^(__Host-)?turnpike_session/, starts: ['/', '/acme', '/acme/home', '/home/globex', '/settings', '/home/globex/inbox', '/home/globex/budgets', '/home/globex/members', '/home/globex/teams', '/acme/applications', '/acme/keys', '/acme/requests', '/acme/calls', '/acme/cards', '/acme/support'] },
  { name: 'olivia@acme.example', log: '/admin/login', cookie: /turnpike_admin/, starts: ['/admin/acme', '/admin/acme/settings', '/admin/acme/settings?accent=%23ffee00', '/admin/acme/audit', '/admin/acme/members', '/admin/acme/consumers', '/admin/acme/requests'] },
  { name: 'otto@turnpike.example', log: '/admin/login', cookie: /turnpike_admin/, starts: ['/admin', '/admin/platform'] },
];

const PASSWORD = 'turnpike-demo';

/** The cookies of a fresh log-in, as a browser without JavaScript gets them. */
export async function cookiesOf(portal, person) {
  if (!person.log) return [];
  const answer = await fetch(portal + person.log, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: portal, Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: person.name, password: PASSWORD }),
  });
  const set = answer.headers.getSetCookie();
  if (answer.status !== 303 || set.length === 0) throw new Error(`${person.name} cannot log in: ${answer.status}`);
  return set.map((line) => {
    const [name, ...value] = line.split(';')[0].split('=');
    return { name, value: value.join('='), url: portal };
  });
}
