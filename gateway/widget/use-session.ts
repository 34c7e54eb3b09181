import { useEffect, useState } from 'preact/hooks';
import { Stream } from '../console/live/stream';
import { documentId } from '../console/api/ask';
import { bearer } from './ask-as-buyer';
import type { BuyerAccess } from './buyer-access';
import { OwnSessionDocument, type BuyerTalkFragment, type OwnSessionSubscription } from './generated/graphql';

/** The buyer's session as it is, told at each change. */
export function useSession(access: BuyerAccess, sessionId: string | undefined): BuyerTalkFragment | undefined {
  const [talk, setTalk] = useState<BuyerTalkFragment>();
  useEffect(() => {
    if (sessionId === undefined) return undefined;
    const stream = new Stream({
      request: { documentId: documentId(OwnSessionDocument), variables: { session: sessionId } },
      headers: bearer(access),
      cursor: undefined,
      onEvent: ({ data }) => {
        const session = (data as OwnSessionSubscription | undefined)?.sessionChanged.session;
        if (session) setTalk(session);
      },
      onState: () => undefined,
    });
    return () => stream.close();
  }, [access, sessionId]);
  return talk;
}
