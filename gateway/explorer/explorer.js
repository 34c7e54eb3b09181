const token = document.getElementById('token');
// For this tab only, and gone with it.
token.value = sessionStorage.getItem('token') ?? '';
token.addEventListener('input', () => sessionStorage.setItem('token', token.value.trim()));
document.getElementById('caller').addEventListener('submit', (event) => event.preventDefault());

const fetcher = self.explorerFetcher({
  createClient: self.graphqlSse.createClient,
  fetch: self.fetch.bind(self),
  tokenOf: () => token.value.trim(),
  origin: location.origin,
});

const first = `# Ctrl-Enter asks. The book on the left tells what there is.
query Viewer {
  viewer { roles permissions shop { id name } account { id } }
}

subscription Inbox {
  inboxChanged { reason changed { kind id } sessions { id state messageCount } }
}
`;

self.ReactDOM.createRoot(document.getElementById('explorer')).render(
  self.React.createElement(self.GraphiQL, { fetcher, defaultQuery: first, shouldPersistHeaders: false }),
);
