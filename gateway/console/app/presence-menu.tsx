import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useAct } from '../api/use-act';
import { SetPresenceDocument, type Presence } from '../generated/graphql';
import { presences, presenceTexts } from '../parts/presence-texts';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';

/** One's own presence, with what each choice means for getting buyers. */
export function PresenceMenu({ presence }: { readonly presence: Presence }) {
  const t = useTexts(presenceTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending } = useAct(SetPresenceDocument);
  return (
    <>
      <MenuTrigger>
        <Button isDisabled={isPending} className={`presence ${presence.toLowerCase()}`}>
          {t.states[presence]}
        </Button>
        <Popover>
          <Menu onAction={(key) => void act({ shopId: shop.id, presence: key as Presence })}>
            {presences.map((choice) => (
              <MenuItem key={choice} id={choice} textValue={t.states[choice]}>
                <strong>{t.states[choice]}</strong> <small>{t.effects[choice]}</small>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <RefusalNote refusal={refusal} />
    </>
  );
}
