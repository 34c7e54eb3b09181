import type { GraphqlAnswer } from '#infra/launcher/graphql-request';
import { eventually } from './eventually';
import type { TestSystem } from './start-system';

/** Asks as a client does: again while the refusal says that it may be tried again. What a mutation's input holds stays the same, its `commandId` too. */
export const askPatiently = <T>(
  system: Pick<TestSystem, 'graphql'>,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<GraphqlAnswer<T>> =>
  eventually(
    async () => {
      const answer = await system.graphql<T>(token, query, variables);
      if (answer.errors.some(({ extensions }) => extensions?.retryable)) throw new Error(JSON.stringify(answer.errors));
      return answer;
    },
    { timeoutMs: 20_000 },
  );
