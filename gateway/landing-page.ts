import { boardQuery } from './board-query';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The page a person sees who opens the gateway in a browser: what this is, how to get a token, and a first query to try. */
export function landingPage(port: number, explorer: boolean): string {
  const request = JSON.stringify({ query: boardQuery.replace(/\s+/g, ' '), variables: { shop: 'SHOP_ID' } }).replace(
    '"SHOP_ID"',
    '"\'"$SHOP"\'"',
  );
  const curl = `SHOP=<shop id>\nTOKEN=$(npm run --silent token -- --as owner)\ncurl -s http://127.0.0.1:${port}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${request}'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Jiedai 接待</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:3rem auto;padding:0 1rem}pre{background:#f4f4f5;padding:1rem;overflow:auto;white-space:pre-wrap;word-break:break-word}</style></head>
<body><h1>Jiedai 接待</h1>
<p>The reception engine for online shops: when buyers are received, who gets whom, and proof that they are answered. This is its GraphQL gateway; the graph is at <code>/graphql</code>${explorer ? ', and <a href="/explore">the explorer</a> asks it by hand' : ''}.</p>
<h2>A token</h2>
<p>Every request needs one. Beside the running system:</p>
<pre>npm run --silent token -- --as owner</pre>
<p>Others: <code>operator</code>, <code>connector</code>, <code>admin</code>, <code>cs-admin</code>, <code>operations</code>, <code>agent-1</code>, <code>agent-2</code>.</p>
<h2>The board</h2>
<p>One query over all services. <code>npm start</code> prints the demo shop's id.</p>
<pre>${escaped(curl)}</pre>
<p>To see something happen: <code>npm run demo</code>.</p></body></html>`;
}
