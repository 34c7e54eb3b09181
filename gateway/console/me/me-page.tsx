import { useContext, useState } from 'react';
import { useAct } from '../api/use-act';
import { UpdateOwnProfileDocument, UpdatePreferencesDocument, type SendKey } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import type { Language } from '../text/language';
import { LanguageContext } from '../text/language-context';
import { useTexts } from '../text/texts';
import { meTexts } from './me-texts';

/** What the viewer has chosen for itself. It is kept with the account, so that another browser knows it too. */
export function MePage() {
  const t = useTexts(meTexts);
  const { shop, account } = useViewer();
  const { language, choose } = useContext(LanguageContext);
  const { act, refusal, isPending } = useAct(UpdatePreferencesDocument);
  const preferences = account.preferences;
  const set = (change: { language?: 'ZH_CN' | 'EN'; sendKey?: SendKey; notify?: boolean }) => void act({ shopId: shop.id, ...change });
  const speak = (chosen: Language) => {
    choose(chosen);
    set({ language: chosen === 'en' ? 'EN' : 'ZH_CN' });
  };
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <section className="card stack">
        <NicknameField />
        <label className="field">
          {t.language}
          <select value={language} onChange={(event) => speak(event.target.value as Language)}>
            <option value="zh-CN">中文</option>
            <option value="en">English</option>
          </select>
        </label>
        <label className="field">
          {t.sendKey}
          <select
            value={preferences?.sendKey ?? 'ENTER'}
            disabled={isPending}
            onChange={(event) => set({ sendKey: event.target.value as SendKey })}
          >
            {(['ENTER', 'CTRL_ENTER'] as const).map((key) => (
              <option key={key} value={key}>
                {t.sendKeys[key]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={preferences?.notify ?? true}
            disabled={isPending}
            onChange={(event) => set({ notify: event.target.checked })}
          />{' '}
          {t.notify}
        </label>
        <RefusalNote refusal={refusal} />
      </section>
      <WhatIMay />
    </div>
  );
}

function NicknameField() {
  const t = useTexts(meTexts);
  const { shop, account } = useViewer();
  const [typed, setTyped] = useState(account.nickname);
  const { act, refusal, isPending } = useAct(UpdateOwnProfileDocument);
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ shopId: shop.id, nickname: typed.trim() });
      }}
    >
      <label htmlFor="nickname">{t.nickname}</label>
      <div className="row">
        <input id="nickname" value={typed} maxLength={100} onChange={(event) => setTyped(event.target.value)} />
        <button type="submit" disabled={isPending || typed.trim() === account.nickname}>
          {t.save}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
    </form>
  );
}

function WhatIMay() {
  const t = useTexts(meTexts);
  const { permissions } = useViewer();
  return (
    <>
      <section className="card">
        <h2>{t.rights}</h2>
        {permissions.length === 0 && <p className="muted">{t.none}</p>}
        <ul className="row">
          {permissions.map((permission) => (
            <li key={permission} className="chip">
              {permission}
            </li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>{t.keys}</h2>
        <dl className="facts">
          {t.keyList.map(([key, means]) => (
            <div key={key} className="row">
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
