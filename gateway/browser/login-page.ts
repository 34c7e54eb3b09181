import { createHash } from 'node:crypto';

const script = `
const say = (text) => (document.getElementById('said').textContent = text);
async function login(body) {
  const answer = await fetch('/auth/local', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const told = await answer.json();
  if (!answer.ok) return say(told.errors[0].message);
  location.replace('/');
}
async function logout() {
  await fetch('/auth/logout', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  await show();
}
function button(text, act) {
  const made = document.createElement('button');
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
async function show() {
  const { session, login: ways } = await (await fetch('/auth/session')).json();
  say(session ? 'You are logged in as account ' + session.accountId + ' of shop ' + session.shopId + '.' : 'You are not logged in.');
  const buttons = ways.accounts.map((account) => button(account, () => login({ account })));
  if (ways.issuer) buttons.push(button('your company', () => location.assign('/auth/login')));
  if (session) buttons.push(button('log out', logout));
  document.getElementById('ways').replaceChildren(...buttons);
}
const code = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
if (code) login({ code }).then(show, show);
else show();
`;

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}button{font:inherit;margin:0 .5rem .5rem 0}';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const loginPolicy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The page that the link of `npm start` opens: it spends the code, which stands behind # so that no server or log sees it, and offers the demo accounts. */
export const loginPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Jiedai 接待: log in</title><style>${style}</style></head>
<body><h1>Jiedai 接待</h1><p id="said" role="status">…</p><p id="ways"></p><script>${script}</script></body></html>`;
