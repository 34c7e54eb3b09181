/**
 * How the explorer asks: the schema from our own page, subscriptions by Server-Sent Events, everything else by POST. With a token it calls as
 * that; without one as whoever is logged in.
 */
self.explorerFetcher = ({ createClient, fetch, tokenOf, origin }) => {
  const headersOf = (more) => {
    const token = tokenOf();
    return { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...more };
  };

  return (request, { documentAST, headers } = {}) => {
    if (request.operationName === 'IntrospectionQuery') return fetch(`${origin}/explore/schema.json`).then((answer) => answer.json());
    const operations = (documentAST?.definitions ?? []).filter(({ kind }) => kind === 'OperationDefinition');
    const asked = operations.find(({ name }) => !request.operationName || name?.value === request.operationName);
    if (asked?.operation === 'subscription') {
      const client = createClient({ url: `${origin}/graphql/stream`, fetchFn: fetch, headers: () => headersOf(headers) });
      return client.iterate(request);
    }
    const isMixed = operations.some(({ operation }) => operation === 'subscription');
    return fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: headersOf({ 'content-type': 'application/json', accept: 'application/json', ...headers }),
      body: JSON.stringify(isMixed ? { ...request, query: textWithoutOthers(asked, documentAST) } : request),
    }).then((answer) => answer.json());
  };

  /** One operation with the fragments it spreads: the graph takes no document in which a subscription stands too. */
  function textWithoutOthers(asked, { definitions }) {
    const needed = new Set([asked]);
    for (const definition of needed)
      for (const name of spreadsOf(definition))
        for (const other of definitions) if (other.kind === 'FragmentDefinition' && other.name.value === name) needed.add(other);
    return [...needed].map(({ loc }) => loc.source.body.slice(loc.start, loc.end)).join('\n');
  }

  function spreadsOf({ kind, name, selectionSet }) {
    return kind === 'FragmentSpread' ? [name.value] : (selectionSet?.selections ?? []).flatMap(spreadsOf);
  }
};
