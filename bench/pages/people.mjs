// Who looks at the pages, and where each begins; from there the links are followed.
import { Visitor } from './visitor.mjs';

const PASSWORD = 'turnpike-demo';
const OWN = (tenant) => ['inbox', 'budgets', 'teams', 'members', 'usage'].map((part) => `/home/${tenant}/${part}`);
const AT_ACME = ['/', '/acme', '/acme/home', '/settings'];

export const people = [
  { name: 'stranger', starts: ['/', '/acme', '/login', '/signup', '/reset', '/signup/sent', '/reset/sent', '/reset/done', '/errors/INSUFFICIENT_CREDITS', '/admin/login', '/mails'] },
  { name: 'gwen@globex.example', starts: [...AT_ACME, ...OWN('globex'), '/globex'] },
  { name: 'dave@globex.example', starts: [...AT_ACME, ...OWN('globex')] },
  { name: 'ines@initech.example', starts: [...AT_ACME, ...OWN('initech')] },
  { name: 'nora@newcomers.example', starts: [...AT_ACME, '/home/newcomers/usage'] },
  { name: 'vera@newcomers.example', starts: AT_ACME },
  { name: 'olivia@acme.example', admin: true, starts: ['/admin', '/admin/acme', '/admin/acme/settings?accent=%23ffee00'] },
  { name: 'anton@acme.example', admin: true, starts: ['/admin/acme'] },
  { name: 'edda@acme.example', admin: true, starts: ['/admin/acme'] },
  { name: 'gwen@globex.example', admin: true, starts: ['/admin/globex'] },
  { name: 'ines@initech.example', admin: true, starts: ['/admin'] },
  { name: 'otto@turnpike.example', admin: true, starts: ['/admin', '/admin/platform'] },
];

/** Somebody who has just logged in. */
export function enters(portal, person) {
  const visitor = new Visitor(portal, person.name);
  return person.name === 'stranger' ? visitor : visitor.logIn(person.admin ? '/admin/login' : '/login', PASSWORD);
}
