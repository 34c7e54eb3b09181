import type { TypeOf } from '#libs/contracts/catalogue';
import type { Topic } from '#libs/contracts/topics';

/** What each topic tells, and each of its types. One without a word here does not compile. */
export const eventMeanings: { readonly [T in Topic]: { readonly tells: string; readonly types: Readonly<Record<TypeOf<T>, string>> } } = {
  'shop-changed': {
    tells: 'Settings of shops.',
    types: { snapshot: 'The whole shop, each time something of it has changed. A higher `version` is newer.' },
  },
  'account-changed': {
    tells: 'Accounts of shops.',
    types: {
      snapshot: 'The whole account, each time something of it has changed. A higher `version` is newer; a `removed` one never comes back.',
    },
  },
  'schedule-changed': {
    tells: 'Reception hours of shops.',
    types: {
      snapshot:
        'One version of the hours, the shop’s or one of its groups’. Minutes count from local midnight; `weekly` has seven lists, Monday first, or is null without limit.',
      withdrawn: 'A planned version was taken back before it began: it never acts.',
      announcement:
        'Buyers are to be told of changed hours: connectors bring the text to these channels and report with `reportAnnouncement`.',
      'announcement-cancelled': 'A published announcement was taken back: connectors take it away.',
      roster: 'Who works on one date, by shifts, those on leave left out. A higher `revision` is newer.',
      override: 'The shop is open or closed by hand for a time, or no longer. A higher `revision` is newer.',
    },
  },
  'session-started': {
    tells: 'Receptions that begin.',
    types: {
      started: 'A buyer came, or the shop wrote first.',
      'to-human': 'A session that was with the bot asks for a human.',
    },
  },
  'message-recorded': {
    tells: 'Messages, without their texts, and what buyers and agents do with replies that are ready.',
    types: {
      recorded: 'One message: who sent it, when, its number in the session and its length.',
      edited: 'Its sender has changed the text. It counts as it did: no figure changes.',
      recalled: 'Its sender has taken it back. It counts as it did: no figure changes.',
      'faq-clicked': 'The message is a click on a question of the FAQ card; the answer is the message behind it.',
      'faq-card-shown': 'A buyer entered the chat page and saw the FAQ card. It is about the buyer; no session begins by it.',
      'buyer-changed': 'Somebody of the shop has changed what is known of a buyer. It is about the buyer; it never says what is known.',
      'suggestion-reported': 'An agent says that a recommended reply is wrong.',
      read: 'Its agent, or the buyer, has read up to a message. It answers nobody.',
      delivered: 'Its connector has reported what the channel made of it. `at` is when, by the connector’s word: the latest counts.',
    },
  },
  'session-routed': {
    tells: 'Who gets which buyer, and why.',
    types: {
      assigned: 'The session is an agent’s. A higher `revision` of the session is newer.',
      transferred: 'Somebody gave the session from one agent to another: `previousAgentId` is free, `agentId` has it.',
      offered: 'The session is offered to an agent, whose slot is held: `assigned` when it is accepted, else `declined`.',
      declined: 'An offer is over without the agent having the session. No outcome of its own: the next one follows.',
      'to-bot': 'The bot speaks with the buyer first.',
      queued: 'The session waits for an agent.',
      'left-message': 'Nobody is there; the message waits for the shop to open.',
    },
  },
  'session-ended': {
    tells: 'Sessions that leave their agent without being closed.',
    types: {
      ended: 'The agent ended it; its slot is held until `holdUntil`.',
      returned: 'Its agent is gone, or has not written in time, while the buyer waits; routing decides again.',
    },
  },
  'session-closed': {
    tells: 'Sessions that are over.',
    types: {
      closed: 'The whole session in one fact, for readers of no other topic. `queuedMs` counts waiting before the first agent.',
      rated: 'The buyer has rated it, within 24 hours of its end.',
      erased: 'A buyer was erased on request: readers forget what a channel told of these sessions and of the buyers’ orders.',
    },
  },
  'session-marked': {
    tells: 'What people of the shop put on sessions, without its words.',
    types: { marked: 'All marks of the session as they are from then on; `tags` is their number.' },
  },
  'shop-reminded': {
    tells: 'Reminders of shops.',
    types: {
      'check-messages': 'A shop without agents is to look at its messages; once a day, at its own time.',
      'alert-raised': 'Agents owe answers for too long. Who wants alerts reads the topic `alert-raised`, which has these too.',
      'alert-cleared': 'They do no longer.',
    },
  },
  'agent-status-changed': {
    tells: 'Agents at work.',
    types: {
      presence: 'An agent came online, paused or left.',
      capacity: 'How many sessions an agent takes has changed; null is no limit at which routing pauses.',
      stale: 'Nothing has been heard of an agent for as long as the shop allows, or it is heard of again; its presence is unchanged.',
      rules: 'Managers have changed what routing goes by, such as groups. The subject is the shop.',
      'alert-raised': 'Something is amiss at work in a shop. Who wants alerts reads the topic `alert-raised`, which has these too.',
      'alert-cleared': 'It is so no longer.',
    },
  },
  'order-changed': {
    tells: 'Orders, as the channel reports them.',
    types: { snapshot: 'The whole order, each time something of it has changed. Of two, the one that comes later is newer.' },
  },
  outbound: {
    tells: 'What the shop says to buyers, for the connectors of their channels.',
    types: {
      said: 'A message to a buyer. The connector asks for its text by `outboundMessages`, unless the shop’s policy puts texts here, and reports with `reportDelivery`.',
      edited: 'It has another text now. A higher `revision` of the message is newer.',
      recalled: 'It was taken back.',
    },
  },
  'alert-raised': {
    tells: 'What managers should see to. The same is sent to webhooks.',
    types: {
      raised: 'Something is amiss, with its cause and what helps. Of one `key` a shop has at most one open alert.',
      cleared: 'The alert of this `alertId` is over. Each is told once.',
    },
  },
  'care-step-done': {
    tells: 'What is to be done for buyers and orders, and what was.',
    types: {
      'task-changed':
        'A task was opened, given to somebody, ticked, or cancelled by what came to pass. Of two, the one that comes later is newer.',
      'flow-ended': 'A customer bought again, was given up, or the shop has switched its flow off.',
    },
  },
  'case-changed': { tells: 'After-sales cases. Nothing is written yet.', types: {} },
  'outreach-requested': {
    tells: 'What connectors are to send to customers.',
    types: { requested: 'A coupon or an offer is to be issued and announced. Whoever does it reports with `reportOutreach`.' },
  },
};
