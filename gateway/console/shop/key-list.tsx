import { useState } from 'react';
import { useAct } from '../api/use-act';
import { CreateApiKeyDocument, RevokeApiKeyDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import type { ShopSettings } from './shop-page';
import { shopTexts } from './shop-texts';

/** Keys of partners' programs. A secret is shown once, when it is made. */
export function KeyList({ keys }: { readonly keys: NonNullable<ShopSettings['apiKeys']> }) {
  const t = useTexts(shopTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const revoke = useAct(RevokeApiKeyDocument);
  return (
    <section className="card stack">
      <h2>{t.keys}</h2>
      {keys.length === 0 && <p className="muted">{t.noKeys}</p>}
      <ul className="stack">
        {keys.map((key) => (
          <li key={key.id} className="row">
            <strong>{key.name}</strong>
            {key.scopes.map((scope) => (
              <span key={scope} className="chip">
                {scope}
              </span>
            ))}
            <span className="muted">{key.lastUsedAt ? t.used(time.short(key.lastUsedAt)) : t.unused}</span>
            {key.revokedAt ? (
              <span className="chip bad">{t.revoked}</span>
            ) : (
              <button
                type="button"
                className="danger"
                disabled={revoke.isPending}
                onClick={() => void revoke.act({ shopId: shop.id, keyId: key.id })}
              >
                {t.revoke}
              </button>
            )}
          </li>
        ))}
      </ul>
      <RefusalNote refusal={revoke.refusal} />
      <NewKey />
    </section>
  );
}

const scopes = ['read', 'connector', 'metrics:read'] as const;

function NewKey() {
  const t = useTexts(shopTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending, done } = useAct(CreateApiKeyDocument);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<string>('read');
  const create = async () => {
    if (await act({ shopId: shop.id, name: name.trim(), scopes: [scope] })) setName('');
  };
  const secret = done?.createApiKey.secret;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <div className="row">
        <input
          aria-label={t.keyName}
          placeholder={t.keyName}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <select aria-label={t.scope} value={scope} onChange={(event) => setScope(event.target.value)}>
          {scopes.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <button type="submit" disabled={isPending || name.trim() === ''}>
          {t.create}
        </button>
      </div>
      {secret && (
        <p className="note note-warn">
          {t.secret} <code>{secret}</code>
        </p>
      )}
      <RefusalNote refusal={refusal} />
    </form>
  );
}
