/**
 * How the explorer asks: the schema from our own page, subscriptions by Server-Sent Events, everything else by POST. With a token it calls as
 * that; without one as whoever is logged in.
 */
self.explorerFetcher = ({ createClient, fetch, tokenOf, origin }) => {
  const headersOf = (more) => {
    const token = tokenOf();
    return { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...more };
  };

  const isSubscription = (document, name) =>
    (document?.definitions ?? []).some(
      ({ kind, operation, name: own }) => kind === 'OperationDefinition' && operation === 'subscription' && (!name || own?.value === name),
    );

  return (request, { documentAST, headers } = {}) => {
    if (request.operationName === 'IntrospectionQuery') return fetch(`${origin}/explore/schema.json`).then((answer) => answer.json());
    if (isSubscription(documentAST, request.operationName)) {
      const client = createClient({ url: `${origin}/graphql/stream`, fetchFn: fetch, headers: () => headersOf(headers) });
      return client.iterate(request);
    }
    return fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: headersOf({ 'content-type': 'application/json', accept: 'application/json', ...headers }),
      body: JSON.stringify(request),
    }).then((answer) => answer.json());
  };
};
